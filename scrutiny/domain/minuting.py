"""When minutes may be begun, written in and agreed.

Pure: no Django, no database. Every day is passed in; none is read from a clock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from opcc.core.moves import MoveRefused, said
from opcc.core.secrecy import says
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


def check_told(
    public: Iterable[tuple[str, str]], secrets: Sequence[tuple[str, str]]
) -> None:
    """Raise MoveRefused where a public item says what is minuted of a restricted one.

    ``public`` are titles of items with all that is minuted under each; ``secrets``
    are words, each with the safe title of its item. Once the minutes are agreed
    nobody could mend it.
    """
    for title, text in public:
        for words, safe_title in secrets:
            if says(text, words):
                raise MoveRefused(
                    f"Under {title} stands “{words.strip()}”, which is restricted "
                    f"under {safe_title}. Change the words under {title}, then agree "
                    "the minutes."
                )


def check_written(items: Iterable[tuple[str, str]]) -> None:
    """Raise MoveRefused where an item, by title and minute, has none."""
    unsaid = [title for title, text in items if not text.strip()]
    if unsaid:
        raise MoveRefused(
            f"Nothing is minuted under {', '.join(unsaid)}: write what was said, or "
            "that it was not taken."
        )
