"""Rules of decisions: what a record has to say, who takes one, what is exempt.

Pure: no Django, no database. Every day is passed in; none is read from a clock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from opcc.core.moves import MoveRefused
from opcc.core.secrecy import says
from scrutiny.domain.diary import in_words

HAS_TO_SAY = {
    "summary": "what is decided",
    "reasons": "the reasons",
    "options": "the options that were considered",
}
"""What a record says before a decision is taken, and what each part is called."""


def reference(year: int, number: int) -> str:
    """The fourteenth decision of 2026 is 2026/014."""
    return f"{year}/{number:03}"


def check_draft(*, state: str) -> None:
    if state != "draft":
        raise MoveRefused(
            "The decision is taken: its record stands as it was when it was taken."
        )


def check_complete(said: Mapping[str, str]) -> None:
    """Raise MoveRefused naming every part of the record that is still empty."""
    missing = [
        words for name, words in HAS_TO_SAY.items() if not said.get(name, "").strip()
    ]
    if missing:
        raise MoveRefused(
            f"The record does not say {_listed(missing)}. Write that before the "
            "decision is taken."
        )


def check_taken_by(*, may_take: bool, is_head: bool, delegation: str) -> None:
    """Raise MoveRefused for whoever may not take it, or not without a delegation.

    ``is_head`` says whether they are the Commissioner or the deputy.
    """
    if not may_take:
        raise MoveRefused(
            "The Commissioner or the deputy takes a decision, or the chief executive "
            "where it is delegated."
        )
    if not is_head and not delegation.strip():
        raise MoveRefused(
            "Say under which delegation you take it: the scheme and its paragraph."
        )


def check_taken_on(*, taken_on: dt.date, on: dt.date) -> None:
    if taken_on > on:
        raise MoveRefused(
            f"{in_words(taken_on)} has not come yet: give the day on which it was "
            "taken."
        )


def check_exempt(*, exempt: str, is_restricted: bool) -> None:
    """Raise MoveRefused where a part is held back and nobody has decided why."""
    if exempt.strip() and not is_restricted:
        raise MoveRefused(
            "Part of this record is exempt, and nobody has decided why. Restrict that "
            "part with a reason first, or take it out."
        )


def check_held_back(*, exempt: str, is_restricted: bool) -> None:
    """Raise MoveRefused where the public would read of a part that is not there."""
    if is_restricted and not exempt.strip():
        raise MoveRefused(
            "The exempt part is restricted, and nothing stands in it: write it there, "
            "or have it released."
        )


def check_apart(*, public: Iterable[str], withheld: Iterable[tuple[str, str]]) -> None:
    """Raise MoveRefused where a public part says what stands in one that is not.

    ``withheld`` are pairs: a text, and what it is. Each of its lines is looked for.
    """
    said = "\n".join(public)
    for text, what in withheld:
        for line in text.splitlines():
            if says(said, line):
                raise MoveRefused(
                    f"The public part says “{line.strip()}”, which stands in {what}. "
                    "Take it out of one of them first."
                )


def check_restrictable(*, exempt: str, is_restricted: bool) -> None:
    if is_restricted:
        raise MoveRefused("The exempt part is restricted already.")
    if not exempt.strip():
        raise MoveRefused(
            "Nothing stands in the exempt part: write it there, then restrict it."
        )


def check_public(*, visibility: str) -> None:
    if visibility != "public":
        raise MoveRefused(
            "This record is not for the public: nothing of it is published."
        )


def _listed(words: list[str]) -> str:
    if len(words) == 1:
        return words[0]
    return f"{', '.join(words[:-1])} or {words[-1]}"
