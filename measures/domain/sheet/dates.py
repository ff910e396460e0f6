"""Dates and periods in a cell, and the period that a row is about."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache

from measures.domain.sheet.numbers import refuse_spreadsheet_leftovers
from measures.domain.sheet.texts import Refused, folded
from opcc.core.periods import Period, PeriodKind

FIRST_YEAR, LAST_YEAR = 1990, 2035
"""A date outside these calendar years is taken for a slip of the keyboard."""

FIRST_SERIAL, LAST_SERIAL = 30_000, 60_000
"""Whole numbers that are read as a spreadsheet's count of days, 1982 to 2064."""

SERIAL_ZERO = dt.date(1899, 12, 30)
"""The day before the first of a workbook that counts days from 1900."""

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
MONTH_NUMBERS = {
    **{name: at for at, name in enumerate(MONTHS, 1)},
    **{name[:3]: at for at, name in enumerate(MONTHS, 1)},
    "sept": 9,
}

HOW_TO_WRITE = (
    "Write a date as 2026-04-30 or 30/04/2026, a month as April 2026, "
    "a quarter as 2026/27 Q1, a year as 2026/27."
)


@lru_cache(maxsize=65_536)
def when(text: str) -> Period:
    """Read a date (as a period of one day), a month, a quarter or a year.

    Never guesses month before day. Raises Refused with ``bad_date`` or
    ``date_outside_window``.
    """
    wanted = folded(text)
    refuse_spreadsheet_leftovers(wanted)
    try:
        found = _parsed(wanted)
    except (ValueError, KeyError) as error:
        raise Refused("bad_date", _not_a_date(wanted)) from error
    if found.start.year < FIRST_YEAR or found.end.year > LAST_YEAR:
        raise Refused(
            "date_outside_window",
            f"“{wanted}” is outside {FIRST_YEAR} to {LAST_YEAR}. Check the year.",
        )
    return found


def _not_a_date(text: str) -> str:
    if not text:
        return f"The date is missing. {HOW_TO_WRITE}"
    return f"“{text[:60]}” is not a date or period that can be read. {HOW_TO_WRITE}"


def _parsed(text: str) -> Period:
    for pattern, made in FORMS:
        if match := pattern.fullmatch(text):
            return made(match)
    return Period.parse(text.upper())


def _serial(match: re.Match[str]) -> Period:
    days = int(match[0])
    if not FIRST_SERIAL <= days <= LAST_SERIAL:
        raise ValueError("not a spreadsheet's date")
    return Period.day(SERIAL_ZERO + dt.timedelta(days=days))


def _month_number(name: str) -> int:
    return MONTH_NUMBERS[name.casefold()]


def _short_year(digits: str) -> int:
    return int(digits) + (1900 if int(digits) >= FIRST_YEAR - 1900 else 2000)


def _rolling(match: re.Match[str]) -> Period:
    months = (int(match[3]) - int(match[1])) * 12 + int(match[4]) - int(match[2]) + 1
    end = dt.date(int(match[3]), int(match[4]), 1)
    period = Period.rolling(end, months=months)
    if period.start != dt.date(int(match[1]), int(match[2]), 1):
        raise ValueError("not months that follow")
    return period


FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period]], ...] = (
    (
        re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})"),
        lambda m: Period.day(dt.date(int(m[3]), int(m[2]), int(m[1]))),
    ),
    (re.compile(r"[0-9]{5}"), _serial),
    (
        re.compile(r"([0-9]{1,2}) ([a-z]+) ([0-9]{4})", re.IGNORECASE),
        lambda m: Period.day(dt.date(int(m[3]), _month_number(m[2]), int(m[1]))),
    ),
    (
        re.compile(r"([a-z]+)[- ]([0-9]{4})", re.IGNORECASE),
        lambda m: Period.month(int(m[2]), _month_number(m[1])),
    ),
    (
        re.compile(r"([a-z]+)-([0-9]{2})", re.IGNORECASE),
        lambda m: Period.month(_short_year(m[2]), _month_number(m[1])),
    ),
    (
        re.compile(r"(Q[1-4]) ([0-9]{4}/[0-9]{2})", re.IGNORECASE),
        lambda m: Period.parse(f"{m[2]} {m[1].upper()}"),
    ),
    (re.compile(r"([0-9]{4})-([0-9]{2})\.\.([0-9]{4})-([0-9]{2})"), _rolling),
)
"""The forms besides those that ``Period.parse`` reads."""


@lru_cache(maxsize=65_536)
def day(text: str) -> dt.date:
    """Read one date; raises Refused for a longer period too."""
    found = when(text)
    if found.kind is not PeriodKind.DAY:
        raise Refused("bad_date", f"“{text.strip()}” is not one day. {HOW_TO_WRITE}")
    return found.start


@lru_cache(maxsize=65_536)
def between(first: str, last: str) -> Period:
    """The period from one date to another: a day, a month, a quarter or a year.

    Other whole months make a rolling period. Raises Refused, with the field at fault.
    """
    start, end = _at("period_start", first).start, _at("period_end", last).end
    if end < start:
        message = "The period ends before it starts. Check both dates."
        raise Refused("bad_date", message, "period_end")
    for kind in (PeriodKind.DAY, PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR):
        period = Period.containing(start, kind)
        if (period.start, period.end) == (start, end):
            return period
    return _whole_months(start, end)


def _at(field: str, text: str) -> Period:
    try:
        return when(text)
    except Refused as refusal:
        raise refusal.at(field) from None


def _whole_months(start: dt.date, end: dt.date) -> Period:
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    period = Period.rolling(end, months=months)
    if (period.start, period.end) != (start, end):
        message = (
            f"{start:%d/%m/%Y} to {end:%d/%m/%Y} is not a whole month, quarter or "
            "financial year. Check both dates."
        )
        raise Refused("bad_date", message, "period_end")
    return period


def starting_or_ending(date: dt.date, kind: PeriodKind) -> tuple[Period, bool]:
    """The period that a single date stands for, and whether it is its last day.

    Raises Refused unless the date is the first or the last of a period of ``kind``.
    """
    period = Period.containing(date, kind)
    if date not in (period.start, period.end):
        raise Refused(
            "bad_date",
            f"{date:%d/%m/%Y} is neither the first nor the last day of a {kind}. "
            f"Write the first: {period.start:%d/%m/%Y}.",
        )
    return period, date != period.start
