"""The agenda of a meeting: its timetable, its order, its notice, its standing items.

Pure: no Django, no database. Days and times are passed in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from opcc.core import workdays
from opcc.core.moves import MoveRefused
from scrutiny.domain import clocks

FEEDS = (
    ("inspections", ("inspection", "finding")),
    ("actions", ("action",)),
    ("performance", ("performance", "exception")),
    ("questions", ("question",)),
    ("topic", ("theme", "thematic", "topic")),
)
"""Words in the title of a standing item that say which register it is fed from."""

MINUTES = {"performance": 30, "actions": 15, "inspections": 20, "questions": 30}
OTHER_MINUTES = 10
"""How long an item takes until somebody says: ours, the office's to change."""


@dataclass(frozen=True)
class Slot:
    """One item's place: its number, and when it begins (None while no time is set)."""

    number: int
    starts_at: dt.time | None
    minutes: int


@dataclass(frozen=True)
class StandingItem:
    """Business that every meeting of a series has; ``kind`` says what feeds it."""

    title: str
    kind: str
    minutes: int

    @classmethod
    def titled(cls, title: str) -> StandingItem:
        words = title.casefold()
        kind = next(
            (kind for kind, signs in FEEDS if any(sign in words for sign in signs)),
            "information",
        )
        return cls(title, kind, MINUTES.get(kind, OTHER_MINUTES))


def standing(titles: Sequence[str]) -> list[StandingItem]:
    """The standing items of a series, what is open from before first of all."""
    items = [StandingItem.titled(title) for title in titles]
    return sorted(items, key=lambda item: item.kind != "actions")


def timetable(starts_at: dt.time | None, minutes: Sequence[int]) -> Iterator[Slot]:
    """When each item begins, one after another without a pause."""
    passed = 0
    for number, duration in enumerate(minutes, start=1):
        yield Slot(number, _after(starts_at, passed), duration)
        passed += duration


def ends_at(starts_at: dt.time | None, minutes: Sequence[int]) -> dt.time | None:
    return _after(starts_at, sum(minutes))


def length(minutes: int) -> str:
    """How long in words: "1 hour 25 minutes"."""
    hours, rest = divmod(minutes, 60)
    said = [_count(hours, "hour")] if hours else []
    return " ".join([*said, _count(rest, "minute")] if rest or not hours else said)


def moved(order: Sequence[int], which: int, *, step: int) -> list[int]:
    """The order with one of its members ``step`` places further on.

    Past either end it stays at that end. Raises ValueError for a stranger.
    """
    others = list(order)
    place = others.index(which)
    others.pop(place)
    others.insert(min(max(place + step, 0), len(others)), which)
    return others


def check_notice(
    *, on: dt.date, held_on: dt.date, clear_days: int, urgent_reason: str
) -> None:
    """Raise MoveRefused for an agenda too late that no reason makes urgent.

    Of a meeting in a year whose bank holidays are not known nothing is refused but
    publication after the day itself.
    """
    if on > held_on:
        raise MoveRefused(f"The meeting was on {_day(held_on)}: its day is past.")
    if urgent_reason.strip():
        return
    late = lateness(on=on, held_on=held_on, clear_days=clear_days)
    if late:
        raise MoveRefused(
            f"{late} Publish it as urgent, and say why it could not wait."
        )


def lateness(*, on: dt.date, held_on: dt.date, clear_days: int) -> str:
    """How publication on a day falls short of the notice due; "" where it does not."""
    try:
        deadline = clocks.agenda_deadline(held_on, clear_days)
        given = clocks.clear_days_given(on, held_on)
    except workdays.OutsideCalendar:
        return ""
    if on <= deadline or clear_days == 0:
        return ""
    return (
        f"This body gives {_count(clear_days, 'clear day')}, so the agenda was due by "
        f"{_day(deadline)}; today leaves {max(given, 0)}."
    )


def check_late(*, is_published: bool, late_reason: str) -> None:
    """Raise MoveRefused for an item after publication without the chair's reason."""
    if is_published and not late_reason.strip():
        raise MoveRefused(
            "The agenda is published: give the chair's reason for taking this item "
            "late."
        )


def check_order(*, seen: int, now: int) -> None:
    """Raise MoveRefused where the agenda was changed since a person saw it."""
    if seen != now:
        raise MoveRefused(
            "Somebody else changed this agenda meanwhile. It is shown as it is now: "
            "make your change again if it is still wanted."
        )


def _after(starts_at: dt.time | None, minutes: int) -> dt.time | None:
    """None where the meeting has no time, or would run past midnight."""
    if starts_at is None:
        return None
    first = dt.datetime.combine(dt.date.min, starts_at)
    later = first + dt.timedelta(minutes=minutes)
    return later.time() if later.date() == dt.date.min else None


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _day(day: dt.date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
