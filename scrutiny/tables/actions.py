"""Tables of actions, and of what the office is to be told."""

from __future__ import annotations

import django_tables2 as tables
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from opcc.core.models import Office
from opcc.core.tables import Table
from scrutiny.models import InformationRequest


def _row_class(record) -> str:
    return "is-late" if record.is_late else ""


class ActionTable(Table):
    """``register.Line`` of each action, in the order they come in."""

    tick = tables.TemplateColumn(
        template_name="scrutiny/actions/_tick.html",
        verbose_name=_("Remind"),
        attrs={"td": {"class": "tick"}},
    )
    title = tables.TemplateColumn(
        template_name="scrutiny/actions/_title.html",
        verbose_name=_("Action, and where it came from"),
    )
    owner = tables.Column(accessor="action__owner_name", verbose_name=_("Owner"))
    due = tables.TemplateColumn(
        template_name="scrutiny/actions/_due.html",
        verbose_name=_("Due"),
        attrs={"td": {"class": "nowrap due"}, "th": {"aria-sort": "ascending"}},
    )
    state = tables.TemplateColumn(
        template_name="scrutiny/actions/_state.html",
        verbose_name=_("State"),
        attrs={"td": {"class": "wide"}},
    )

    row_header = "title"
    empty_title = _("No action matches")
    empty_text = _(
        "An action is something that someone must do by a date. Clear the filter to "
        "see them all."
    )

    class Meta:
        orderable = False
        attrs = {
            "class": "table table--dense table--top register stack",
            "aria-label": _("Actions, overdue first, then by date due"),
        }
        row_attrs = {"class": _row_class}


class RequestTable(Table):
    """Information requests, soonest due first."""

    text = tables.Column(
        verbose_name=_("What the office is to be told"),
        linkify=lambda record, table: table.url(record),
    )
    asked_of = tables.Column(verbose_name=_("Asked of"))
    for_meeting = tables.Column(verbose_name=_("For"), default=_("A date"))
    due_on = tables.DateColumn(format="j M Y", verbose_name=_("Due"))
    state = tables.TemplateColumn(
        template_name="scrutiny/requests/_state.html", verbose_name=_("State")
    )

    empty_title = _("Nothing is asked for")
    empty_text = _(
        "An information request says what the office is to be told, by a date or at "
        "a meeting."
    )

    class Meta:
        model = InformationRequest
        fields = ["text", "asked_of", "for_meeting", "due_on", "state"]
        orderable = False
        attrs = {"aria-label": _("Information requests, soonest due first")}

    def __init__(self, *args, office: Office, on, may_ask: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.office, self.on = office, on
        if may_ask:
            add = reverse("scrutiny:request-add", args=[office.slug])
            self.empty_action = (_("Ask for the first"), add)

    def url(self, asked: InformationRequest) -> str:
        return reverse("scrutiny:request", args=[self.office.slug, asked.key])
