"""When minutes may be written in and agreed, and what then stands in them.

Pure: no Django, no database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from opcc.core.moves import MoveRefused, said
from opcc.core.secrecy import says


@dataclass(frozen=True)
class Asked:
    """Something asked for under an item: an action, or information.

    ``reference`` is such as "Action 12"; ``of`` is who is to do or tell it.
    """

    reference: str
    text: str
    of: str
    due_on: dt.date


def kept(asked: Iterable[Asked]) -> list[dict[str, str]]:
    """As it is stored with a minute when that is agreed."""
    return [
        {
            "reference": each.reference,
            "text": each.text,
            "of": each.of,
            "due_on": each.due_on.isoformat(),
        }
        for each in asked
    ]


def recalled(stored: Iterable[Mapping[str, str]]) -> tuple[Asked, ...]:
    """What ``kept`` stored."""
    return tuple(
        Asked(
            each["reference"],
            each["text"],
            each["of"],
            dt.date.fromisoformat(each["due_on"]),
        )
        for each in stored
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
