"""A year of meetings of a series: on working days, with its rule kept or named.

Pure: no Django, no database. Which day of which week a series meets on follows from
its first meeting of the year.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from opcc.core import workdays
from opcc.core.house_style.meetings import Cadence
from scrutiny.domain import diary

MONTHS = {Cadence.MONTHLY: 1, Cadence.QUARTERLY: 3, Cadence.ANNUAL: 12}
WEEK = dt.timedelta(days=7)
DAY = dt.timedelta(days=1)

FARTHEST = 31
"""Days that a meeting is put off or forward at most to find a working day."""


@dataclass(frozen=True)
class Planned:
    """A day for a meeting, and what is unusual about it in sentences."""

    held_on: dt.date
    warnings: tuple[str, ...] = field(default=())


def year(cadence: Cadence, *, first: dt.date) -> list[Planned]:
    """A year of meetings from the first on, without a rule about other meetings.

    Monthly, quarterly and annual series keep the weekday and its place in the month
    ("the second Tuesday"; the fifth is the last). A day that is no working day is
    moved on to the next. Nothing for a series that meets by event.
    """
    until = _same_day_next_year(first)
    days = {_working_day(day) for day in _occurrences(cadence, first, until)}
    return [_planned(day) for day in sorted(days)]


def year_before(
    rule: diary.RelativeRule, *, anchors: Sequence[dt.date]
) -> list[Planned]:
    """A meeting before each of the other series' meetings, where its rule allows.

    In the window the latest working day; where the window has none, the last working
    day before it, with the breach named.
    """
    return [_before(rule, anchor) for anchor in sorted(anchors)]


def _before(rule: diary.RelativeRule, anchor: dt.date) -> Planned:
    first, last = rule.window(anchor)
    inside = [last - DAY * n for n in range((last - first).days + 1)]
    earlier = [first - DAY * n for n in range(1, FARTHEST)]
    day = next((each for each in inside + earlier if _works(each)), last)
    return Planned(day, diary.warnings(day, rule=rule, anchors=[anchor]))


def _occurrences(cadence: Cadence, first: dt.date, until: dt.date) -> Iterator[dt.date]:
    if cadence in MONTHS:
        yield from _monthly(MONTHS[cadence], first, until)
    elif cadence in (Cadence.WEEKLY, Cadence.DAILY):
        step = WEEK if cadence is Cadence.WEEKLY else DAY
        day = first
        while day < until:
            yield day
            day += step


def _monthly(months: int, first: dt.date, until: dt.date) -> Iterator[dt.date]:
    place = (first.day - 1) // 7
    for number in range(0, 12, months):
        count = first.month - 1 + number
        month = dt.date(first.year + count // 12, count % 12 + 1, 1)
        day = _nth(month, first.weekday(), place)
        if day < until:
            yield day


def _nth(month: dt.date, weekday: int, place: int) -> dt.date:
    """The weekday in the month: place 0 is its first, 4 its last."""
    day = month + DAY * ((weekday - month.weekday()) % 7) + WEEK * place
    return day if day.month == month.month else day - WEEK


def _working_day(day: dt.date) -> dt.date:
    """The day or the next working day; the day where nobody knows."""
    days = (day + DAY * n for n in range(FARTHEST))
    return next((each for each in days if _works(each)), day)


def _works(day: dt.date) -> bool:
    """Whether it is known to be a working day."""
    try:
        return workdays.is_working_day(day)
    except workdays.OutsideCalendar:
        return False


def _planned(day: dt.date) -> Planned:
    return Planned(day, diary.warnings(day, rule=None, anchors=()))


def _same_day_next_year(day: dt.date) -> dt.date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if is_leap_day else day.day)
