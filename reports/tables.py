"""Tables of editions and of the ledger."""

from __future__ import annotations

import datetime as dt

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opcc.core.hours import said_moment
from opcc.core.tables import Table
from reports.models import Edition, Publication

TONES = {
    Edition.State.DRAFT: "quiet",
    Edition.State.EMBARGOED: "warn",
    Edition.State.PUBLISHED: "accent",
    Edition.State.SUPERSEDED: "quiet",
}
"""How a state is outlined; the others plainly."""

STACKED = {"class": "table table--dense table--top stack stack--one"}
"""On a phone each row is a record of one column."""

STATUS = '{% include "components/status.html" with word=word tone=tone only %}'


def status_of(record: Edition) -> dict[str, object]:
    """What the status component takes of an edition."""
    return {
        "word": record.get_state_display(),
        "tone": TONES.get(record.state, ""),
    }


class EditionTable(Table):
    """Editions, the latest quarter first."""

    title = tables.Column(verbose_name=gettext_lazy("Edition"))
    quarter = tables.Column(
        accessor="period",
        order_by="period_start",
        verbose_name=gettext_lazy("Quarter"),
    )
    meeting = tables.Column(
        order_by="meeting__held_on", verbose_name=gettext_lazy("For")
    )
    as_at = tables.DateColumn(format="j M Y", verbose_name=gettext_lazy("As at"))
    state = tables.TemplateColumn(
        STATUS, extra_context=status_of, verbose_name=gettext_lazy("State")
    )

    caption = gettext_lazy("Editions")
    row_header = "title"
    empty_title = gettext_lazy("There is no edition yet")

    class Meta:
        model = Edition
        attrs = STACKED
        fields = ["title", "quarter", "meeting", "as_at", "state"]
        empty_text = gettext_lazy(
            "An edition is the quarterly report: built from validated figures, "
            "frozen, signed off, approved and published."
        )

    def __init__(self, *args, office, may_start: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.slug = office.slug
        self.empty_action = None
        if may_start:
            start = reverse("reports:edition-add", args=[office.slug])
            self.empty_action = (_("Start an edition"), start)

    def render_title(self, record):
        return format_html(
            '<a href="{}">{}</a>',
            reverse("reports:edition", args=[self.slug, record.pk]),
            record,
        )


class PublicationTable(Table):
    """The ledger, the newest entry first; "public" is judged at the moment given."""

    number = tables.Column(verbose_name=gettext_lazy("No."))
    title = tables.Column(verbose_name=gettext_lazy("Title"))
    kind = tables.Column(verbose_name=gettext_lazy("Kind"))
    address = tables.Column(orderable=False, verbose_name=gettext_lazy("Address"))
    public_from = tables.Column(verbose_name=gettext_lazy("Public from"))
    sha256 = tables.Column(
        accessor="document__sha256",
        orderable=False,
        verbose_name=gettext_lazy("SHA-256"),
    )
    state = tables.Column(
        empty_values=(), orderable=False, verbose_name=gettext_lazy("State")
    )
    act = tables.Column(
        empty_values=(), orderable=False, verbose_name=gettext_lazy("What you can do")
    )

    caption = gettext_lazy("Publications")
    row_header = "title"
    empty_title = gettext_lazy("Nothing is published yet")

    class Meta:
        model = Publication
        attrs = STACKED
        fields = [
            "number",
            "title",
            "kind",
            "address",
            "public_from",
            "sha256",
            "state",
            "act",
        ]
        empty_text = gettext_lazy(
            "Every edition and plan that is published gets a number here, sealed "
            "with the one before it."
        )

    def __init__(self, *args, at: dt.datetime, may_correct: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.at = at
        if not may_correct:
            self.columns.hide("act")

    def render_title(self, record):
        args = [record.office.slug, record.pk]
        address = reverse("reports:publication-people", args=args)
        return format_html('<a href="{}">{}</a>', address, record)

    def render_public_from(self, value):
        return said_moment(value)

    def render_address(self, value):
        return format_html('<a href="{0}">{0}</a>', value)

    def render_sha256(self, value):
        return format_html('<span class="mono" title="{}">{}</span>', value, value[:12])

    def render_state(self, record):
        if not record.is_public(at=self.at):
            return _("Under embargo")
        if record.superseded_by_id is not None:
            return _("Superseded")
        if record.corrections.all():
            return _("Corrected")
        return _("Published")

    def render_act(self, record):
        return format_html(
            '<a class="nowrap" href="{}">{}'
            '<span class="govuk-visually-hidden">: {}</span></a>',
            reverse("reports:correct", args=[record.office.slug, record.pk]),
            _("Correct it"),
            record,
        )
