"""The dated steps of a reporting cycle: when each is due, and which one is now.

Pure: no Django, no database. What a style says of its steps becomes days here; the
days of meetings come in from outside.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from opcc.core import workdays
from opcc.core.house_style.timetable import Anchor, Step, Unit
from opcc.core.moves import MoveRefused

ANCHOR_WORDS: Mapping[Anchor, str] = {
    Anchor.QUARTER_END: "the quarter's end",
    Anchor.BOARD: "the board",
    Anchor.PANEL: "the panel",
    Anchor.STATISTICS_RELEASE: "the release of statistics",
}


class Stand(StrEnum):
    """Where a step stands on a day."""

    PAST = "past"
    NOW = "now"
    AHEAD = "ahead"


@dataclass(frozen=True)
class DatedStep:
    """A step with its day; ``due_on`` is None where ``why`` says it is not known.

    ``opens_on`` is the first day of a step that may be taken in a window.
    """

    step: Step
    due_on: dt.date | None
    opens_on: dt.date | None = None
    why: str = ""
    stand: Stand = Stand.AHEAD


def dated(
    steps: Iterable[Step], anchors: Mapping[Anchor, dt.date | None]
) -> tuple[DatedStep, ...]:
    """Each step with its day, in the template's order; no error for a missing day.

    ``anchors`` gives the quarter's last day, the board's, the panel's and that of the
    release of statistics, as far as they are known. Working days are counted as
    ``workdays.add`` counts them: the anchor itself never counts.
    """
    return tuple(_dated(step, anchors.get(step.anchor)) for step in steps)


def in_order(steps: Iterable[DatedStep]) -> tuple[DatedStep, ...]:
    """By their days; a step without a day stays behind the one that it followed."""
    keyed = []
    last = dt.date.min
    for each in steps:
        last = each.due_on or last
        keyed.append((last, each))
    return tuple(each for _day, each in sorted(keyed, key=lambda pair: pair[0]))


def standing(steps: Iterable[DatedStep], *, on: dt.date) -> tuple[DatedStep, ...]:
    """The steps in the order of their days, each past, now or ahead on a day.

    The first whose day has not gone by is now; those of the same day are too.
    """
    ordered = in_order(steps)
    days = [each.due_on for each in ordered if each.due_on is not None]
    now = next((day for day in days if day >= on), None)
    return tuple(replace(each, stand=_stand(each, on=on, now=now)) for each in ordered)


def wanted_by(steps: Iterable[DatedStep]) -> DatedStep | None:
    """The first step before or at the board, which the figures have to be ready for.

    None where no step that hangs on the board has a day.
    """
    before = [each for each in in_order(steps) if each.step.anchor is Anchor.BOARD]
    return next((each for each in before if each.due_on is not None), None)


def check_ended(quarter_end: dt.date, *, on: dt.date) -> None:
    """Raise MoveRefused where returns would be asked for before the quarter ends."""
    if on <= quarter_end:
        raise MoveRefused(
            f"The quarter runs until {quarter_end.day} {quarter_end:%B %Y}: open it "
            "on a later day."
        )


def _dated(step: Step, anchor: dt.date | None) -> DatedStep:
    if anchor is None:
        why = f"The day of {ANCHOR_WORDS[step.anchor]} is not known."
        return DatedStep(step, None, why=why)
    try:
        due_on = _moved(anchor, step.offset, step.unit)
        opens = None if step.opens is None else _moved(anchor, step.opens, step.unit)
    except workdays.OutsideCalendar as refusal:
        return DatedStep(step, None, why=str(refusal))
    return DatedStep(step, due_on, opens)


def _moved(anchor: dt.date, count: int, unit: Unit) -> dt.date:
    if unit is Unit.WORKING_DAYS:
        return workdays.add(anchor, count)
    return anchor + dt.timedelta(days=count)


def _stand(step: DatedStep, *, on: dt.date, now: dt.date | None) -> Stand:
    if step.due_on is None:
        return Stand.AHEAD
    if step.due_on < on:
        return Stand.PAST
    return Stand.NOW if step.due_on == now else Stand.AHEAD
