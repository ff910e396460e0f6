"""One measure of the entry grid at a time: its cells, saved as they are typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from measures import grid
from measures.changes import values
from measures.forms.autosaving import Attempt
from measures.forms.refusing import said_by
from measures.views.finding import organisation_seen, quarter_named
from opcc.core.access import allow
from opcc.core.moves import MoveRefused
from opcc.core.roles import Can


@allow(Can.ENTER_VALUES)
@require_POST
def save(request, quarter, organisation, pk):
    """Store what was typed of one measure; the answer is its rows of the grid."""
    quarter = quarter_named(quarter)
    organisation = organisation_seen(request, organisation)

    def due() -> grid.Return:
        found = grid.typed_into(request.office, organisation, quarter, pk)
        if not found.lines:
            raise Http404
        return found

    attempt = _attempt(request, due, request.POST.dict())
    facts = attempt.facts | {"may_enter": True}
    return render(request, "measures/returns/_block.html", facts)


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
