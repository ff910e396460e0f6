"""When minutes may be written in and agreed. Pure: no Django, no database."""

from __future__ import annotations

from collections.abc import Iterable

from opcc.core.moves import MoveRefused, said


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
