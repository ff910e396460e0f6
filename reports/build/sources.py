"""The rows that an edition is made from: its measures, and the values it prints."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from measures.models import Observation
from measures.reading import days_for
from reports.build.edition import measures_of
from reports.models import Edition

__all__ = ["measures_of", "observations_of"]


def observations_of(edition: Edition) -> QuerySet[Observation]:
    """The validated values that its versions are made from: what a freeze locks."""
    printed = Observation.objects.for_office(edition.office).filter(
        measure__in=measures_of(edition, "office"),
        state=Observation.State.VALIDATED,
        entered_at__date__lte=edition.as_at,
    )
    quarter = edition.period
    first, last = days_for(quarter)
    whole = Q(period_start__gte=first, period_end__lte=last, breakdown="")
    parts = Q(period_start__gte=quarter.start, period_end__lte=quarter.end)
    return printed.filter(whole | parts)
