"""Days as a document says them."""

from __future__ import annotations

import datetime as dt


def said_day(day: dt.date) -> str:
    """ "3 November 2026"."""
    return f"{day.day} {day:%B %Y}"


def said_weekday(day: dt.date) -> str:
    """ "Friday 4 December 2026"."""
    return f"{day:%A} {said_day(day)}"
