"""Periods of time: days, months, quarters, financial years and rolling windows.

Pure: no Django, no database. The financial year starts in April and is written
2026/27; its first quarter is April to June.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Self

DASHES = re.compile(r"[‐-―−]")


class PeriodKind(StrEnum):
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ROLLING = "rolling"


MONTHS_IN = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.YEAR: 12}
"""How many months a regular period holds; days and rolling windows are not regular."""


@dataclass(frozen=True, order=True)
class Period:
    """A stretch of whole days; sorts by its start, then its end.

    Made by the named constructors, which refuse what is not a period of that kind.
    """

    start: dt.date
    end: dt.date
    kind: PeriodKind

    def __post_init__(self) -> None:
        if self.kind is PeriodKind.DAY:
            wanted = self.start
        elif self.kind is PeriodKind.ROLLING:
            wanted = _last_day(self.end)
        else:
            wanted = _last_day(months_on(self.start, MONTHS_IN[self.kind] - 1))
        if self.end != wanted or self.end < self.start:
            raise ValueError(f"{self.start} to {self.end} is not a {self.kind}")
        if self.kind is not PeriodKind.DAY and self.start.day != 1:
            raise ValueError(f"A {self.kind} starts on the first of a month")
        if self.kind is PeriodKind.QUARTER and self.start.month not in (1, 4, 7, 10):
            raise ValueError("A quarter starts in April, July, October or January")
        if self.kind is PeriodKind.YEAR and self.start.month != 4:
            raise ValueError("A financial year starts in April")

    # -- making one

    @classmethod
    def day(cls, day: dt.date) -> Self:
        """One day, for snapshots."""
        return cls(day, day, PeriodKind.DAY)

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        start = dt.date(year, month, 1)
        return cls(start, _last_day(start), PeriodKind.MONTH)

    @classmethod
    def quarter(cls, year: int, number: int) -> Self:
        """``quarter(2026, 1)`` is April to June 2026, of the financial year 2026/27."""
        if number not in (1, 2, 3, 4):
            raise ValueError(f"A quarter is 1 to 4, not {number}")
        start = months_on(dt.date(year, 4, 1), (number - 1) * 3)
        return cls(start, _last_day(months_on(start, 2)), PeriodKind.QUARTER)

    @classmethod
    def year(cls, year: int) -> Self:
        """The financial year that starts in April of ``year``."""
        return cls(dt.date(year, 4, 1), dt.date(year + 1, 3, 31), PeriodKind.YEAR)

    @classmethod
    def rolling(cls, end: dt.date, *, months: int = 12) -> Self:
        """The whole months that end with the month of ``end``."""
        start = months_on(end.replace(day=1), 1 - months)
        return cls(start, _last_day(end), PeriodKind.ROLLING)

    @classmethod
    def containing(cls, day: dt.date, kind: PeriodKind) -> Self:
        """The regular period, or the single day, that holds ``day``."""
        if kind is PeriodKind.DAY:
            return cls.day(day)
        if kind is PeriodKind.MONTH:
            return cls.month(day.year, day.month)
        year = day.year if day.month >= 4 else day.year - 1
        if kind is PeriodKind.YEAR:
            return cls.year(year)
        if kind is PeriodKind.QUARTER:
            return cls.quarter(year, (day.month - 4) % 12 // 3 + 1)
        raise ValueError("A rolling window is made by Period.rolling")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a key such as 2026-Q2, 2026-07, 2026/27, 2026/27 Q2 or 2026-09-30.

        Raises ValueError, with what to write instead, for anything else.
        """
        wanted = DASHES.sub("-", text.strip())
        if match := re.fullmatch(r"(\d{4})(?:/(\d{2}))?[- ]?Q([1-4])", wanted):
            return cls.quarter(_financial_year(match[1], match[2]), int(match[3]))
        if match := re.fullmatch(r"(\d{4})/(\d{2})", wanted):
            return cls.year(_financial_year(match[1], match[2]))
        if match := re.fullmatch(r"(\d{4})-(\d{2})", wanted):
            return cls.month(int(match[1]), int(match[2]))
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", wanted):
            return cls.day(dt.date.fromisoformat(wanted))
        raise ValueError(f"Write a period as 2026-Q2, 2026-07 or 2026/27, not {text!r}")

    # -- moving along

    def __add__(self, count: int) -> Self:
        """The period of the same kind ``count`` later: ``quarter + 1`` is the next."""
        if self.kind is PeriodKind.DAY:
            return type(self).day(self.start + dt.timedelta(days=count))
        step = MONTHS_IN.get(self.kind, 1) * count
        start, end = months_on(self.start, step), months_on(self.end, step)
        return type(self)(start, _last_day(end), self.kind)

    def __sub__(self, count: int) -> Self:
        return self + -count

    def year_before(self) -> Self:
        """The same period of the year before."""
        if self.kind is PeriodKind.DAY:
            return type(self).day(months_on(self.start, -12))
        return self - 12 // MONTHS_IN.get(self.kind, 1)

    def back_to(self, day: dt.date | None, *, least: int) -> tuple[Self, ...]:
        """This period and those before it, newest first, back to the one with ``day``.

        At least ``least`` of them, and no more where there is no day.
        """
        periods = [self - back for back in range(least)]
        while day is not None and periods[-1].start > day:
            periods.append(periods[-1] - 1)
        return tuple(periods)

    def split(self, kind: PeriodKind) -> tuple[Period, ...]:
        """The months, quarters or days of which this period is made, oldest first."""
        return tuple(self._walk(kind))

    def _walk(self, kind: PeriodKind) -> Iterator[Period]:
        part = Period.containing(self.start, kind)
        while part.end <= self.end:
            yield part
            part = part + 1

    def contains(self, other: Period) -> bool:
        return self.start <= other.start and other.end <= self.end

    @property
    def financial_year(self) -> Period:
        """The financial year in which this period ends."""
        return Period.containing(self.end, PeriodKind.YEAR)

    @property
    def number(self) -> int:
        """Which quarter of the financial year this is; for quarters only."""
        if self.kind is not PeriodKind.QUARTER:
            raise ValueError("Only a quarter has a number")
        return (self.start.month - 4) % 12 // 3 + 1

    # -- saying it

    @property
    def key(self) -> str:
        """The shortest exact text; ``parse`` reads back all but a rolling window."""
        if self.kind is PeriodKind.DAY:
            return self.start.isoformat()
        if self.kind is PeriodKind.MONTH:
            return f"{self.start:%Y-%m}"
        if self.kind is PeriodKind.QUARTER:
            return f"{self.financial_year.start.year}-Q{self.number}"
        if self.kind is PeriodKind.YEAR:
            return f"{self.start.year}/{self.end.year % 100:02}"
        return f"{self.start:%Y-%m}..{self.end:%Y-%m}"

    @property
    def words(self) -> str:
        """For reading: "July to September 2026"."""
        if self.kind is PeriodKind.DAY:
            return f"{self.start.day} {self.start:%B %Y}"
        if self.kind is PeriodKind.MONTH:
            return f"{self.start:%B %Y}"
        if self.start.year == self.end.year:
            return f"{self.start:%B} to {self.end:%B %Y}"
        return f"{self.start:%B %Y} to {self.end:%B %Y}"

    @property
    def short(self) -> str:
        """For table heads: "Jul–Sep 26", "Sep 26", "Q2 2026/27" is ``str``."""
        if self.kind is PeriodKind.DAY:
            return f"{self.start.day} {self.start:%b %y}"
        if self.kind is PeriodKind.MONTH:
            return f"{self.start:%b %y}"
        return f"{self.start:%b}–{self.end:%b %y}"

    def __str__(self) -> str:
        year = (
            f"{self.financial_year.start.year}/{self.financial_year.end.year % 100:02}"
        )
        if self.kind is PeriodKind.QUARTER:
            return f"Q{self.number} {year}"
        return year if self.kind is PeriodKind.YEAR else self.words


def _financial_year(first: str, second: str | None) -> int:
    if second is not None and (int(first) + 1) % 100 != int(second):
        raise ValueError(
            f"A financial year is two years that follow, not {first}/{second}"
        )
    return int(first)


@lru_cache(maxsize=4096)
def months_on(day: dt.date, months: int) -> dt.date:
    """The same day of the month that is ``months`` later, or that month's last day."""
    year, index = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(
        year, index + 1, min(day.day, calendar.monthrange(year, index + 1)[1])
    )


@lru_cache(maxsize=4096)
def _last_day(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
