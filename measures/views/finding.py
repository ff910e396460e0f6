"""How a page finds its measure and its quarter."""

from __future__ import annotations

import datetime as dt

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from measures.models import Measure, Observation
from measures.reading import days_for
from measures.reading.knowing import as_known, reopened
from opcc.core.models import Office, Organisation
from opcc.core.periods import Period, PeriodKind
from opcc.core.roles import Can


def last_ended(on: dt.date) -> Period:
    """The quarter that had ended on a day."""
    return Period.containing(on, PeriodKind.QUARTER) - 1


def quarter_asked(request, *, on: dt.date | None = None) -> Period:
    """``?quarter=2026-Q1``; without, the last that had ended on a day, or by now."""
    asked = request.GET.get("quarter", "")
    return quarter_named(asked) if asked else last_ended(on or timezone.localdate())


def quarter_named(key: str) -> Period:
    """The quarter of an address; Http404 for what is not one."""
    try:
        period = Period.parse(key)
    except ValueError as error:
        raise Http404 from error
    if period.kind is not PeriodKind.QUARTER:
        raise Http404
    return period


def organisations_seen(request) -> frozenset[int] | None:
    """None for all of them; a provider sees only those that they provide for."""
    if request.standing.can(Can.READ_DESK):
        return None
    return request.standing.provides_for


def organisation_of(request, pk: int) -> Organisation:
    """One of the office's that the reader may see; Http404 for any other."""
    own = Organisation.objects.filter(office=request.office)
    seen = organisations_seen(request)
    return get_object_or_404(own if seen is None else own.filter(pk__in=seen), pk=pk)


def measures_with_values(office: Office, first: dt.date, last: dt.date):
    """An office's measures with what was recorded between two days; four queries."""
    return (
        Measure.objects.for_office(office)
        .with_recorded(Observation.objects.spanning(first, last))
        .select_related("provider", "office", "restriction")
    )


def measure_with_values(office: Office, code: str, quarter: Period) -> Measure:
    """One measure with all that its workbench draws; Http404 for another office's."""
    found = (
        Measure.objects.for_office(office)
        .with_recorded(_with_parts(quarter))
        .with_rebases()
        .select_related("provider", "office", "restriction")
        .prefetch_related("breakdowns")
    )
    return get_object_or_404(found, code=code)


def _with_parts(quarter: Period):
    return Observation.objects.spanning(*days_for(quarter), breakdown=None)


def measure_as_known(
    office: Office, code: str, quarter: Period, *, on: dt.date
) -> Measure:
    """The same with what had been recorded by the end of a day only."""
    recorded = _with_parts(quarter)
    found = as_known(Measure.objects.for_office(office), recorded, on=on)
    found = found.prefetch_related("breakdowns")
    return reopened(get_object_or_404(found, code=code))


def measure_of(request, code: str) -> Measure:
    """One measure with its definitions and targets, without values."""
    found = Measure.objects.for_office(request.office).with_definitions()
    return get_object_or_404(found.select_related("restriction"), code=code)
