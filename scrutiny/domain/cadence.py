"""How often an oversight activity happened, against how often it should.

Pure: no Django, no database. Every day is passed in. What is counted is that it
happened, on which day and in which area: never what was said or seen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from opcc.core import workdays
from opcc.core.moves import MoveRefused
from opcc.core.periods import Period, PeriodKind


class Often(StrEnum):
    WORKING_DAY = "working_day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    Often.WORKING_DAY: "every working day",
    Often.MONTH: "every month",
    Often.QUARTER: "every quarter",
    Often.YEAR: "every year",
}

KINDS = {
    Often.WORKING_DAY: PeriodKind.DAY,
    Often.MONTH: PeriodKind.MONTH,
    Often.QUARTER: PeriodKind.QUARTER,
    Often.YEAR: PeriodKind.YEAR,
}


@dataclass(frozen=True)
class Happened:
    """That it happened on a day, in an area where the activity has them."""

    on: dt.date
    area: str = ""


@dataclass(frozen=True)
class Slot:
    """One time that it should happen: a period, in one area where there are any."""

    period: Period
    area: str
    done: bool
    is_over: bool

    @property
    def state(self) -> str:
        if self.done:
            return "done"
        return "missed" if self.is_over else "due"


@dataclass(frozen=True)
class Tally:
    """The slots between two days, oldest first, with their counts."""

    slots: tuple[Slot, ...]

    def count(self, state: str) -> int:
        return sum(slot.state == state for slot in self.slots)

    @property
    def done(self) -> int:
        return self.count("done")

    @property
    def due(self) -> tuple[Slot, ...]:
        """Those that may still be done."""
        return tuple(slot for slot in self.slots if slot.state == "due")

    @property
    def missed(self) -> int:
        return self.count("missed")

    @property
    def sentence(self) -> str:
        """What the counts say: "9 of 12 done, 2 missed, 1 still to do"."""
        if not self.slots:
            return "Nothing was to be done yet."
        said = [f"{self.done} of {len(self.slots)} done"]
        if self.missed:
            said.append(f"{self.missed} missed")
        if self.due:
            said.append(f"{len(self.due)} still to do")
        return ", ".join(said) + "."


def promise(often: Often, *, areas: int) -> str:
    """How often it should happen: "every year, once in each of 4 areas"."""
    if not areas:
        return often.words
    where = "in its one area" if areas == 1 else f"in each of {areas} areas"
    return f"{often.words}, once {where}"


def tally(
    often: Often,
    *,
    areas: Sequence[str],
    happened: Iterable[Happened],
    since: dt.date,
    upto: dt.date,
    on: dt.date,
) -> Tally:
    """Every time that it should have happened from ``since`` to ``upto``.

    A period counts where it holds a day of that stretch, and is over once its last
    day is before ``on``. What happened twice in one slot counts once.
    """
    seen = {(Period.containing(each.on, KINDS[often]), each.area) for each in happened}
    return Tally(
        tuple(
            Slot(period, area, (period, area) in seen, period.end < on)
            for period in _periods(often, since, upto)
            for area in areas or ("",)
        )
    )


def check_record(
    *, happened_on: dt.date, since: dt.date, on: dt.date, has_areas: bool, area: str
) -> None:
    """Raise MoveRefused for a day to come, one before it began, or no area."""
    if happened_on > on:
        raise MoveRefused("That day is still ahead: record it once it has happened.")
    if happened_on < since:
        raise MoveRefused(
            f"The activity began on {since.day} {since:%B %Y}: give that day or later."
        )
    if has_areas and not area:
        raise MoveRefused("Say in which area it happened.")


def _periods(often: Often, since: dt.date, upto: dt.date) -> Iterator[Period]:
    if since > upto:
        return
    period = Period.containing(since, KINDS[often])
    while period.start <= upto:
        if often is not Often.WORKING_DAY or _works(period.start):
            yield period
        period = period + 1


def _works(day: dt.date) -> bool:
    """Whether it is known to be a working day."""
    try:
        return workdays.is_working_day(day)
    except workdays.OutsideCalendar:
        return False
