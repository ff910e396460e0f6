"""Tables of bodies and of meetings."""

from __future__ import annotations

import django_tables2 as tables
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from opcc.core.hours import said_hour
from opcc.core.models import Office
from opcc.core.tables import Table
from scrutiny.domain import diary
from scrutiny.models import Body, Meeting


class BodyTable(Table):
    """Bodies by name; takes ``with_next_meeting`` rows."""

    name = tables.Column(linkify=lambda record, table: table.url(record))
    kind = tables.Column(verbose_name=_("Kind"))
    next_on = tables.DateColumn(
        format="l j F Y", verbose_name=_("Next meeting"), default=_("None planned")
    )
    clear_days = tables.Column(
        verbose_name=_("Clear days"),
        attrs={"td": {"class": "num"}, "th": {"class": "num"}},
    )
    visibility = tables.Column(verbose_name=_("Who may see it"))

    empty_title = _("No body is set up yet")

    class Meta:
        model = Body
        fields = ["name", "kind", "next_on", "clear_days", "visibility"]
        attrs = {"aria-label": _("Bodies and their next meetings")}
        empty_text = _(
            "A body is a board, panel, committee or group that meets. "
            "Reports are made for the meeting of a body."
        )

    def __init__(self, *args, office: Office, may_edit: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.office = office
        if may_edit:
            add = reverse("scrutiny:body-add", args=[office.slug])
            self.empty_action = (_("Add the first body"), add)

    def url(self, body: Body) -> str:
        return reverse("scrutiny:body", args=[self.office.slug, body.pk])


class MeetingTable(Table):
    """The meetings of one body."""

    held_on = tables.DateColumn(
        format="l j F Y",
        verbose_name=_("Date"),
        linkify=lambda record, table: table.url(record),
    )
    starts_at = tables.Column(verbose_name=_("Time"), default=_("Not set"))
    place = tables.Column(verbose_name=_("Place"), default=_("Not set"))
    papers_due = tables.Column(
        empty_values=(), orderable=False, verbose_name=_("Papers published by")
    )
    status = tables.TemplateColumn(
        '{% include "components/status.html" with word=value only %}',
        verbose_name=_("Status"),
    )

    empty_title = _("No meeting is in the diary")

    class Meta:
        model = Meeting
        fields = ["held_on", "starts_at", "place", "papers_due", "status"]
        attrs = {"aria-label": _("Meetings, latest first")}
        empty_text = _("A report is made for a meeting: add its date first.")

    def __init__(self, *args, body: Body, may_edit: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.body = body
        if may_edit:
            add = reverse("scrutiny:meeting-add", args=[body.office.slug, body.pk])
            self.empty_action = (_("Add the first meeting"), add)

    def render_starts_at(self, value):
        return said_hour(value)

    def render_papers_due(self, record):
        due = diary.papers_due(record.held_on, self.body.clear_days)
        return date_format(due, "j M Y") if due else _("Not known yet")

    def url(self, meeting: Meeting) -> str:
        return reverse("scrutiny:meeting", args=[self.body.office.slug, meeting.pk])
