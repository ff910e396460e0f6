"""The list of measures, and adding one."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from measures.changes import collections, definitions
from measures.filters import MeasureFilter
from measures.forms.measures import DefinitionForm, MeasureForm
from measures.forms.refusing import refuse
from measures.models import CollectionEntry
from measures.reading.collections import initial_of
from measures.reading.sheets import row_of
from measures.tables import MeasureTable
from measures.views.finding import last_ended, measures_with_values, quarter_asked
from opcc.core.access import allow
from opcc.core.roles import Can


class MeasureList(SingleTableMixin, FilterView):
    """Every measure with a quarter's figure and position; htmx swaps the table."""

    table_class = MeasureTable
    filterset_class = MeasureFilter
    paginate_by = 50

    @cached_property
    def quarter(self):
        return quarter_asked(self.request)

    def get_queryset(self):
        """Two years: what a yearly measure's last figure needs."""
        first = (self.quarter.financial_year - 1).start
        return measures_with_values(self.request.office, first, self.quarter.end)

    def get_table_data(self):
        rows = [row_of(measure, self.quarter) for measure in self.object_list]
        wanted = self.request.GET.get("position")
        return [row for row in rows if not wanted or row.grade == wanted]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            quarter=self.quarter,
            earlier=self.quarter - 1,
            later=self._later(),
            may_edit=self.request.standing.can(Can.EDIT_MEASURES),
            **kwargs,
        )

    def _later(self):
        """None where the next quarter has not ended."""
        newest = last_ended(timezone.localdate())
        return self.quarter + 1 if self.quarter < newest else None

    def get_template_names(self):
        if self.request.htmx:
            return ["measures/_measure_table.html"]
        return ["measures/measure_list.html"]


@allow(Can.EDIT_MEASURES)
def add_measure(request):
    measure = MeasureForm(request.POST or None, office=request.office)
    metric = _metric_asked(request)
    suggested = initial_of(metric) if metric else None
    definition = DefinitionForm(request.POST or None, is_first=True, initial=suggested)
    if all([measure.is_valid(), definition.is_valid()]):
        try:
            added = definitions.add_measure(
                measure=measure.save(commit=False),
                version=definition.save(commit=False),
                objectives=measure.cleaned_data["objectives"],
                by=request.user,
            )
        except ValidationError as error:
            refuse(measure, error)
        else:
            if metric is not None:
                collections.match(measure=added, entries=[metric], by=request.user)
            messages.success(request, _("The measure is added, as proposed."))
            return redirect("measures:measure", request.office.slug, added.code)
    forms = {"form": measure, "definition": definition, "metric": metric}
    return render(request, "measures/measure_add.html", forms)


def _metric_asked(request) -> CollectionEntry | None:
    """``?metric=3``: the metric of a collection that the new measure will cover."""
    asked = request.GET.get("metric", "")
    known = CollectionEntry.objects.for_office(request.office)
    found = known.select_related("collection")
    return found.filter(pk=asked).first() if asked.isdecimal() else None
