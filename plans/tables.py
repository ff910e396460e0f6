"""Tables of plans."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from opcc.core.tables import Table
from plans.models import PlanVersion


class VersionTable(Table):
    """The versions of an office's plan, newest term first."""

    plan = tables.Column(
        verbose_name=_("Version"),
        empty_values=(),
        orderable=False,
        linkify=lambda record, table: table.url(record),
    )
    status = tables.TemplateColumn(
        '{% include "components/status.html" with word=value only %}',
        orderable=False,
        verbose_name=_("Status"),
    )
    in_force_from = tables.DateColumn(
        format="j M Y",
        orderable=False,
        default=_("Not set"),
        verbose_name=_("In force from"),
    )
    in_force_to = tables.DateColumn(
        format="j M Y",
        orderable=False,
        default=_("Not set"),
        verbose_name=_("In force to"),
    )

    row_header = "plan"

    class Meta:
        model = PlanVersion
        fields = ["plan", "status", "in_force_from", "in_force_to"]
        attrs = {"aria-label": _("Other versions")}

    def __init__(self, *args, url, **kwargs):
        super().__init__(*args, **kwargs)
        self.url = url

    def render_plan(self, record):
        return str(record)
