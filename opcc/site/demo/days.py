"""When the story happens: every day and moment is told from its newest quarter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils import timezone

from opcc.core import workdays
from opcc.core.periods import Period, PeriodKind

SOONEST = dt.timedelta(days=12)
"""What is to come is at least this far ahead of the day of telling."""

PANEL, BOARD, AUDIT = 63, 36, 75
"""The first day, after a quarter's end, on which each may look at that quarter."""

TUESDAY, WEDNESDAY, FRIDAY = 1, 2, 4


@dataclass(frozen=True)
class Days:
    """The story's calendar: ``quarter`` is its newest, ``now`` when it is told.

    ``ahead`` is the panel's next meeting as it was told first, None until then: on a
    later day another would be the soonest.
    """

    quarter: Period
    now: dt.datetime
    ahead: dt.date | None = None

    @classmethod
    def ending(cls, now: dt.datetime) -> Days:
        """The story whose newest quarter is the last that had ended."""
        containing = Period.containing(timezone.localdate(now), PeriodKind.QUARTER)
        return cls(containing - 1, now)

    @classmethod
    def begun(cls, first_told: dt.datetime, now: dt.datetime) -> Days:
        """The story as it was begun earlier: its first moment names its quarter."""
        opening = Period.containing(timezone.localdate(first_told), PeriodKind.QUARTER)
        return cls(opening + 2, now)

    @property
    def today(self) -> dt.date:
        return timezone.localdate(self.now)

    def back(self, quarters: int) -> Period:
        """The quarter so many from the newest: -1 is the one before it."""
        return self.quarter + quarters

    def opening(self, working_days: int, hour: int) -> dt.datetime:
        """A moment in the weeks in which the office took the service up."""
        start = self.back(-2).start
        return self._moment(workdays.add(start, working_days), hour)

    def after(self, quarters: int, working_days: int, hour: int = 10) -> dt.datetime:
        """So many working days after a quarter's end; never later than now."""
        end = self.back(quarters).end
        return self._moment(workdays.add(end, working_days), hour)

    def plan_year(self, years: int = 0) -> int:
        """The year in which the plan in force began, and years from it."""
        return self.quarter.financial_year.start.year - 2 + years

    def at(self, day: dt.date, hour: int) -> dt.datetime:
        """A moment of a day that is known; never later than now."""
        return self._moment(day, hour)

    def panel(self, quarters: int) -> dt.date:
        """When the panel looks at a quarter; of the newest, always still ahead."""
        day = _weekday_from(self._days_after(quarters, PANEL), FRIDAY)
        if quarters == 0 and self.ahead:
            return self.ahead
        if quarters == 0:
            return max(day, _weekday_from(self.today + SOONEST, FRIDAY))
        return day

    def told_of(self, meetings: Iterable[dt.date]) -> Days:
        """The same calendar, with the panel's meetings that stand in the diary."""
        soonest = _weekday_from(self._days_after(0, PANEL), FRIDAY)
        ahead = [day for day in meetings if day >= soonest]
        return replace(self, ahead=min(ahead, default=None))

    def board(self, quarters: int) -> dt.date:
        return _weekday_from(self._days_after(quarters, BOARD), TUESDAY)

    def at_the_board(self, quarters: int, *, after: int = 0) -> dt.datetime:
        """While the board meets, or so many working days later; never after now."""
        return self._moment(workdays.add(self.board(quarters), after), 14)

    def audit(self, quarters: int) -> dt.date:
        return _weekday_from(self._days_after(quarters, AUDIT), TUESDAY)

    def residents(self) -> dt.date:
        """The board's evening with residents, ahead of whenever that is told."""
        return _weekday_from(self.today + SOONEST, WEDNESDAY)

    def _days_after(self, quarters: int, days: int) -> dt.date:
        return self.back(quarters).end + dt.timedelta(days=days)

    def _moment(self, day: dt.date, hour: int) -> dt.datetime:
        local = timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))
        # In UTC, as the database gives it back: seals are made over its text.
        return min(local.astimezone(dt.UTC), self.now)


def _weekday_from(day: dt.date, weekday: int) -> dt.date:
    """The first working day of that weekday, on or after ``day``."""
    day += dt.timedelta(days=(weekday - day.weekday()) % 7)
    while not workdays.is_working_day(day):
        day += dt.timedelta(days=7)
    return day
