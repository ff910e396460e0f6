"""What narrows the list of measures."""

from __future__ import annotations

import django_filters as filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from measures.figures.icons import WORDS
from measures.models import Measure
from opcc.core.models import Organisation
from plans.models import Objective


def objectives_of(request):
    """The objectives to which this office's measures belong."""
    return (
        Objective.objects.filter(measures__office=request.office)
        .exclude(priority__plan__status="superseded")
        .select_related("priority")
        .distinct()
    )


def providers_of(request):
    provided = Measure.objects.for_office(request.office).values("provider")
    return Organisation.objects.filter(office=request.office, pk__in=provided)


class MeasureFilter(filters.FilterSet):
    """By words, objective, provider and state; the position is judged by the view."""

    search = filters.CharFilter(label=_("Code or name"), method="containing")
    objective = filters.ModelChoiceFilter(
        label=_("Objective"),
        field_name="objectives",
        queryset=objectives_of,
        empty_label=_("Every objective"),
    )
    provider = filters.ModelChoiceFilter(
        label=_("Provider"), queryset=providers_of, empty_label=_("Every provider")
    )
    state = filters.ChoiceFilter(
        label=_("State"), choices=Measure.State, empty_label=_("Every state")
    )
    position = filters.ChoiceFilter(
        label=_("Position"),
        choices=list(WORDS["position"].items()),
        empty_label=_("Every position"),
        method="as_it_is",
    )
    quarter = filters.CharFilter(method="as_it_is", widget=forms.HiddenInput)

    class Meta:
        model = Measure
        fields = ("search", "objective", "provider", "state", "position", "quarter")

    def containing(self, queryset, name, value):
        named = Q(versions__name__icontains=value) | Q(code__icontains=value)
        return queryset.filter(named).distinct()

    def as_it_is(self, queryset, name, value):
        """Computed from values, so that no query can tell it."""
        return queryset
