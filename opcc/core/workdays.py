"""Working days of England and Wales: neither weekends nor bank holidays.

Pure: no Django, no database, no network.
"""

from __future__ import annotations

import datetime as dt

from govuk_bank_holidays.bank_holidays import BankHolidays

SATURDAY = 5
ONE_DAY = dt.timedelta(days=1)


def _bank_holidays() -> frozenset[dt.date]:
    """The bank holidays of England and Wales that the package carries with it."""
    bundled = BankHolidays(use_cached_holidays=True)
    holidays = bundled.get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    return frozenset(holiday["date"] for holiday in holidays)


BANK_HOLIDAYS = _bank_holidays()
"""Source: gov.uk/bank-holidays, as bundled with govuk-bank-holidays."""

FIRST_DAY = dt.date(min(BANK_HOLIDAYS).year, 1, 1)
LAST_DAY = dt.date(max(BANK_HOLIDAYS).year, 12, 31)
"""The years whose bank holidays are known; a day outside them is refused."""


class OutsideCalendar(ValueError):
    """A day of a year whose bank holidays are not known."""


def is_working_day(day: dt.date) -> bool:
    """Raises OutsideCalendar where the bank holidays are not known."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise OutsideCalendar(
            f"Bank holidays are known from {FIRST_DAY.year} to {LAST_DAY.year}, "
            f"so working days cannot be counted on {day.day} {day:%B %Y}."
        )
    return day.weekday() < SATURDAY and day not in BANK_HOLIDAYS


def add(day: dt.date, n: int) -> dt.date:
    """The ``n``-th working day after ``day``, or before it where ``n`` is negative.

    ``day`` itself never counts and may be a weekend; ``n`` = 0 gives it back.
    Raises OutsideCalendar where the bank holidays are not known.
    """
    step = ONE_DAY if n > 0 else -ONE_DAY
    left = abs(n)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def next_working_day(day: dt.date) -> dt.date:
    """The first working day after ``day``, even where ``day`` is one."""
    return add(day, 1)


def between(earlier: dt.date, later: dt.date) -> int:
    """How many working days lie between two days, counting neither of them.

    0 where the days touch or stand the wrong way round. Raises OutsideCalendar
    where the bank holidays are not known.
    """
    inside = range(1, (later - earlier).days)
    return sum(is_working_day(earlier + dt.timedelta(days=n)) for n in inside)
