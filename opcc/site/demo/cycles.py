"""The quarters' cycles: opened the day after, closed when their report was out."""

from __future__ import annotations

from measures import grid
from measures.board.people import people_of
from measures.changes import cycles, reminding
from measures.domain.workflow import CYCLE
from measures.models import Cycle
from opcc.core import clock
from opcc.core.periods import Period
from opcc.site.demo.days import Days
from opcc.site.demo.people import Cast

TO_THE_END = (
    "close_the_data_of",
    "start_the_commentary_of",
    "start_the_review_of",
    "issue",
    "close",
)


def open_quarter(cast: Cast, days: Days, back: int) -> None:
    """Its steps hang on the board and the panel in the diary; returns are asked for."""
    by = cast.people["performance"]
    cycle = cycles.schedule(
        office=cast.office,
        quarter=days.back(back),
        by=by,
        board_on=days.board(back),
        panel_on=days.panel(back),
    )
    cycles.move(cycle=cycle, name="open", by=by, on=clock.today())
    tell(cast, days.back(back), number=0)


def close_quarter(cast: Cast, days: Days, back: int) -> None:
    cycle = cycle_of(cast, days.back(back)).get()
    for name in TO_THE_END:
        if cycle.state in CYCLE.move(name).sources:
            cycle = cycles.move(
                cycle=cycle, name=name, by=cast.people["performance"], on=clock.today()
            )


def tell(cast: Cast, quarter: Period, *, number: int) -> None:
    """Everybody who owes something is told; in a story no message really goes."""
    people = people_of(cast.office, on=clock.today())
    for owed in grid.returns_of(cast.office, quarter):
        to = people.of(owed.organisation)
        if not owed.missing or not to:
            continue
        claimed = reminding.claim(
            organisation=owed.organisation,
            quarter=quarter,
            office=cast.office,
            number=number,
            to=to,
            by=None,
            at=clock.now(),
        )
        for reminder in claimed:
            reminding.note_sent(reminder=reminder, at=clock.now())


def cycle_of(cast: Cast, quarter: Period):
    return Cycle.objects.for_office(cast.office).of(quarter)
