"""One measure of the entry grid at a time: its cells, saved as they are typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from measures import grid
from measures.changes import values
from measures.forms.autosaving import Attempt
from measures.forms.cells import name_of
from measures.forms.refusing import said_by
from measures.models import Measure
from measures.reading import days_for, definition_of
from measures.reading.beside import Beside
from measures.views.finding import (
    measures_with_values,
    organisation_of,
    quarter_named,
)
from opcc.core.access import allow
from opcc.core.moves import MoveRefused
from opcc.core.periods import Period
from opcc.core.roles import Can


@allow(Can.ENTER_VALUES)
@require_POST
def save(request, quarter, organisation, pk):
    """Store what was typed of one measure; the answer is its rows of the grid."""
    quarter = quarter_named(quarter)
    organisation = organisation_of(request, organisation)

    def due() -> grid.Return:
        found = grid.typed_into(request.office, organisation, quarter, pk)
        if not found.lines:
            raise Http404
        return found

    attempt = _attempt(request, due, request.POST.dict())
    facts = attempt.facts | {"may_enter": True}
    return render(request, "measures/returns/_block.html", facts)


@allow(Can.USE_DESK)
def beside(request, quarter, organisation, pk, period):
    """A figure's history and chart: a page, or what opens beside its cell."""
    quarter = quarter_named(quarter)
    organisation = organisation_of(request, organisation)
    first, last = days_for(quarter)
    found = measures_with_values(request.office, first, last).with_rebases()
    measure = get_object_or_404(found, pk=pk, provider=organisation)
    figure = _period_named(measure, quarter, period)
    version = definition_of(measure, figure)
    facts = {
        "told": Beside(measure, version, figure),
        "periods": [(each, name_of(each)) for each in version.periods_in(quarter)],
        "quarter": quarter,
        "organisation": organisation,
    }
    name = "_beside" if request.htmx else "beside"
    return render(request, f"measures/returns/{name}.html", facts)


def _period_named(measure: Measure, quarter: Period, name: str) -> Period:
    """The figure of the return that an address names; Http404 for any other."""
    version = measure.version_on(quarter.end)
    owed = version.periods_in(quarter) if version else ()
    for period in owed:
        if name_of(period) == name and definition_of(measure, period):
            return period
    raise Http404


def _attempt(
    request,
    due: Callable[[], grid.Return],
    data: Mapping[str, str],
    *,
    again: bool = True,
) -> Attempt:
    """Store what is ready; where somebody else came first, look once more."""
    attempt = Attempt(due(), data)
    try:
        values.enter(
            cells=attempt.ready,
            office=request.office,
            by=request.user,
            at=timezone.now(),
        )
    except values.Stale:
        return _attempt(request, due, data, again=False) if again else attempt
    except (MoveRefused, ValidationError) as refusal:
        attempt.refuse(said_by(refusal))
        return attempt
    return Attempt(due(), attempt.left(), attempt.names_of_ready)
