"""When minutes may be begun, written in and agreed.

Pure: no Django, no database. Every day is passed in; none is read from a clock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from opcc.core.moves import MoveRefused, said
from scrutiny.domain.diary import in_words


def check_day(*, held_on: dt.date, on: dt.date) -> None:
    """Raise MoveRefused for minutes of a meeting whose day has not come."""
    if held_on > on:
        raise MoveRefused(
            f"The meeting is on {in_words(held_on)}: its minutes begin on that day."
        )


def check_open(*, minutes: str) -> None:
    """Raise MoveRefused for writing in minutes that are not in draft."""
    if minutes == "none":
        raise MoveRefused("Begin the minutes first.")
    if minutes != "draft":
        raise MoveRefused(
            f"These minutes are {said(minutes)}, so they are not changed any more."
        )


def check_written(items: Iterable[tuple[str, str]]) -> None:
    """Raise MoveRefused where an item, by title and minute, has none."""
    unsaid = [title for title, text in items if not text.strip()]
    if unsaid:
        raise MoveRefused(
            f"Nothing is minuted under {', '.join(unsaid)}: write what was said, or "
            "that it was not taken."
        )
