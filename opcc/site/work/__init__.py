"""My work: what is due from one person in one office, gathered from every app.

Reads only. Each source costs a constant number of queries, and is asked only where
the person's standing lets them do what it lists.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from measures import grid
from opcc.core.access import Standing
from opcc.core.periods import Period, PeriodKind
from opcc.core.roles import Can
from opcc.site.work import (
    actions,
    commentary,
    commitments,
    editions,
    exceptions,
    inspections,
    meetings,
    minutes,
    programme,
    questions,
    recommendations,
    restrictions,
    returns,
    reviews,
)
from opcc.site.work.due import Due

__all__ = ["Due", "Pile", "due_from", "piles"]

SOON = dt.timedelta(days=7)
"""What is due within this many days stands apart from what is due later."""


@dataclass(frozen=True)
class Pile:
    """The things due in one stretch of days, soonest first."""

    title: str
    things: tuple[Due, ...]
    is_late: bool = False


def piles(standing: Standing, *, on: dt.date) -> list[Pile]:
    """What is overdue, due today, this week and later; without the empty ones."""
    things = sorted(due_from(standing, on=on), key=lambda due: (due.on, due.what))
    week = on + SOON
    made = [
        Pile(_("Overdue"), tuple(d for d in things if d.on < on), is_late=True),
        Pile(_("Today"), tuple(d for d in things if d.on == on)),
        Pile(
            _("By %(day)s") % {"day": f"{week:%A} {week.day} {week:%B}"},
            tuple(d for d in things if on < d.on <= week),
        ),
        Pile(_("Later"), tuple(d for d in things if d.on > week)),
    ]
    return [pile for pile in made if pile.things]


def due_from(standing: Standing, *, on: dt.date) -> Iterator[Due]:
    """Everything that waits for this person, in no order."""
    quarter = Period.containing(on, PeriodKind.QUARTER) - 1
    if standing.provides_for or returns.validates(standing):
        owed = grid.returns_of(standing.office, quarter)
        yield from returns.owed(standing, owed)
        yield from returns.to_validate(standing, owed, quarter)
    yield from commentary.of_reds(standing, quarter)
    if standing.can(Can.WRITE_COMMENTARY):
        yield from exceptions.to_answer(standing)
    if standing.can(Can.RUN_CYCLES):
        yield from returns.to_open(standing.office, quarter)
    yield from reviews.to_decide(standing)
    yield from meetings.meetings_due(standing, on=on)
    yield from questions.questions_due(standing, on=on)
    yield from minutes.minutes_due(standing, on=on)
    yield from programme.programme_due(standing, on=on)
    yield from recommendations.recommendations_due(standing, on=on)
    yield from commitments.overdue(standing, on=on)
    yield from actions.actions_due(standing, on=on)
    yield from inspections.inspections_due(standing, on=on)
    yield from editions.waiting_for(standing, on=on)
    if standing.can(Can.DECIDE_RESTRICTIONS):
        yield from restrictions.to_review(standing.office)
