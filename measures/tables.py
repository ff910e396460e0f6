"""Tables of measures."""

from __future__ import annotations

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from opcc.core.tables import Table

NUMBER = {"th": {"class": "num"}, "td": {"class": "num"}}


def workbench(record) -> str:
    """The address of a row's measure."""
    measure = record.measure
    return reverse("measures:measure", args=[measure.office.slug, measure.code])


class MeasureTable(Table):
    """``reading.sheets.Row`` of each measure, for one quarter."""

    code = tables.Column(_("Code"), accessor="measure__code")
    name = tables.Column(_("Measure"), accessor="measure__name", linkify=workbench)
    provider = tables.Column(_("Provider"), accessor="measure__provider__name")
    frequency = tables.Column(
        _("Given"), accessor="version__get_frequency_display", default="–"
    )
    figure = tables.Column(
        _("Figure"), attrs={**NUMBER, "td": {"class": "num lead"}}, orderable=False
    )
    aim = tables.Column(_("Target"), attrs=NUMBER, orderable=False, default="–")
    grade = tables.TemplateColumn(
        "{% load figures_tags %}{% grade value %}", verbose_name=_("Position")
    )

    row_header = "name"
    empty_title = _("No measure matches")
    empty_text = _("Clear the filter to see them all.")

    def render_name(self, record, value):
        """The name, and the state where it is not in use as usual."""
        measure = record.measure
        if measure.state == measure.State.ACTIVE:
            return value
        word = measure.get_state_display()
        return format_html('{} <span class="tag tag--quiet">{}</span>', value, word)
