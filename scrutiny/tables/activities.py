"""The table of when an oversight activity happened."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from opcc.core.models import Office
from opcc.core.tables import Table
from scrutiny.models import ActivityRecord


class RecordTable(Table):
    """Records, newest first; who may edit strikes out a mistake."""

    happened_on = tables.DateColumn(format="l j F Y", verbose_name=_("Day"))
    area = tables.Column(verbose_name=_("Area"), default=_("No area"))
    by = tables.Column(accessor="by__name", verbose_name=_("Recorded by"))
    strike_out = tables.TemplateColumn(
        template_name="scrutiny/programme/_strike_out.html",
        verbose_name=_("A mistake?"),
    )

    empty_title = _("It has not happened yet")
    empty_text = _("Press the button on the day, or record an earlier day.")

    class Meta:
        model = ActivityRecord
        fields = ["happened_on", "area", "by", "strike_out"]
        orderable = False
        attrs = {"aria-label": _("When it happened, newest first")}

    def __init__(self, *args, office: Office, may_edit: bool, **kwargs):
        if not may_edit:
            kwargs["exclude"] = ("strike_out",)
        super().__init__(*args, **kwargs)
        self.office = office
