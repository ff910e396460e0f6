"""What an office must keep published: the usual list, and whether it was looked at.

Pure: no Django, no database. Every day is passed in; none is read from a clock.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from opcc.core.moves import MoveRefused
from opcc.core.periods import months_on

USUAL = Path(__file__).parent.parent / "lists" / "specified_information.toml"

MONTHS_IN_A_YEAR = 12


class Kept(StrEnum):
    """How an item of the register stands; the worst first."""

    MISSING = "missing"
    STALE = "stale"
    UNCHECKED = "unchecked"
    CURRENT = "current"


@dataclass(frozen=True)
class Standing:
    """How an item stands on a day, with the sentence that says why."""

    kept: Kept
    reason: str


@dataclass(frozen=True)
class Listed:
    """One item of the usual list; ``paragraph`` is its place in the Order."""

    heading: str
    paragraph: str
    text: str
    every_months: int


def usual_list() -> tuple[Listed, ...]:
    """What the Order asks of most offices, in its order."""
    said = tomllib.loads(USUAL.read_text(encoding="utf-8"))
    return tuple(
        Listed(heading["name"], item["paragraph"], item["text"], item["every_months"])
        for heading in said["headings"]
        for item in heading["items"]
    )


def check_by(*, checked_on: dt.date, every_months: int) -> dt.date:
    """The last day on which a check still holds."""
    return months_on(checked_on, every_months)


def stands(
    *,
    every_months: int,
    checked_on: dt.date | None,
    is_missing: bool,
    on: dt.date,
) -> Standing:
    """Missing where the last check did not find it; stale once a check is too old."""
    asked = f"it is to be checked {every(every_months)}."
    if checked_on is None:
        return Standing(Kept.UNCHECKED, f"Never checked; {asked}")
    ago = _ago(checked_on, on)
    if is_missing:
        return Standing(Kept.MISSING, f"Not found when it was looked for {ago}.")
    if check_by(checked_on=checked_on, every_months=every_months) < on:
        return Standing(Kept.STALE, f"Checked {ago}; {asked}")
    return Standing(Kept.CURRENT, f"Checked {ago}.")


def check_found(*, is_found: bool, address: str, note: str) -> None:
    """Raise MoveRefused for a find without a place, or a miss without a word."""
    if is_found and not address.strip():
        raise MoveRefused("Say where it is published: give its address.")
    if not is_found and not note.strip():
        raise MoveRefused("Say what is missing, and what is done about it.")


def months_between(earlier: dt.date, later: dt.date) -> int:
    """Whole months from one day to another."""
    months = MONTHS_IN_A_YEAR * (later.year - earlier.year)
    months += later.month - earlier.month
    return months if months_on(earlier, months) <= later else months - 1


def _ago(checked_on: dt.date, on: dt.date) -> str:
    months = months_between(checked_on, on)
    if months:
        return "1 month ago" if months == 1 else f"{months} months ago"
    days = (on - checked_on).days
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


def every(months: int) -> str:
    """How often, in words: "every quarter"."""
    named = {1: "every month", 3: "every quarter", MONTHS_IN_A_YEAR: "every year"}
    return named.get(months, f"every {months} months")
