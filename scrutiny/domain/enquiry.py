"""Rules of asking and answering, and what is said of how far a question is.

Pure: no Django, no database. Every day is passed in; none is read from a clock.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable

from opcc.core.moves import MoveRefused
from scrutiny.domain.diary import in_words


def print_of(texts: Iterable[str]) -> str:
    """What tells texts from others, whatever their line ends."""
    lines = "\0".join("\n".join(text.splitlines()) for text in texts)
    return hashlib.sha256(lines.encode()).hexdigest()[:16]


def check_answer_due(*, due_on: dt.date | None, asked_on: dt.date) -> None:
    """Raise MoveRefused for an answer that would be due before it is asked for."""
    if due_on is None:
        raise MoveRefused("Say by when the answer is due.")
    if due_on < asked_on:
        raise MoveRefused(
            "The answer would be due before the question is asked, on "
            f"{in_words(asked_on)}: give that day or a later one."
        )


def check_before(*, held_on: dt.date, status: str, on: dt.date) -> None:
    """Raise MoveRefused for a question put once its meeting has met or is off."""
    if status == "cancelled":
        raise MoveRefused("That meeting is cancelled: put it before another.")
    if held_on <= on:
        raise MoveRefused(
            f"The meeting is on {in_words(held_on)}: questions are put before that day."
        )


def check_may_answer(
    *, asked_of: int | None, provides_for: Collection[int], asks: bool
) -> None:
    """Raise MoveRefused for whoever is neither of that organisation nor asking.

    Who asks may write down what was answered at a meeting.
    """
    if not asks and (asked_of is None or asked_of not in provides_for):
        raise MoveRefused("This question was not put to your organisation.")


def check_rest_due(*, is_partial: bool, rest_due_on: dt.date | None) -> None:
    """Raise MoveRefused where a whole answer promises a rest."""
    if rest_due_on and not is_partial:
        raise MoveRefused(
            "Say that this is part of the answer, or take out the day of the rest."
        )


def standing(
    state: str, *, due_on: dt.date | None, in_part: bool, on: dt.date
) -> tuple[str, str]:
    """How far a question is, in words, and the tone in which that is shown."""
    if state != "asked":
        tones = {"draft": "quiet", "dropped": "quiet", "answered": ""}
        return state.capitalize(), tones[state]
    if due_on is not None and due_on < on:
        return ("Overdue, answered in part" if in_part else "Overdue"), "late"
    return ("Answered in part", "warn") if in_part else ("Asked", "accent")


def put_standing(state: str, *, in_part: bool) -> tuple[str, str]:
    """How far what a member put is, as the member is told, and in which tone."""
    if state == "asked" and in_part:
        return "Answered in part", "warn"
    return {
        "draft": ("With the office", "accent"),
        "asked": ("Asked by the office", "accent"),
        "answered": ("Answered", ""),
        "dropped": ("Not asked", "quiet"),
    }[state]


def panel_reads_answer(*, is_own: bool, has_item: bool, is_heard: bool) -> bool:
    """Whether a member of the panel reads the answer to what a member put.

    Everybody reads what was heard where the panel could hear it. Whoever put it also
    reads an answer that stands under no business of a meeting: it is given to them.
    """
    return is_heard or (is_own and not has_item)


def newly_composed(texts: Iterable[str], *, known: Iterable[str]) -> list[str]:
    """Those that are not written down yet, in order; blank ones and repeats go."""
    seen = {text.strip() for text in known}
    fresh = []
    for text in map(str.strip, texts):
        if text and text not in seen:
            seen.add(text)
            fresh.append(text)
    return fresh
