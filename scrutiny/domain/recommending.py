"""Rules of what a panel recommends: when it is answered, by whom, and how it stands.

Pure: no Django, no database. Every day is passed in; none is read from a clock.

Source: Police Reform and Social Responsibility Act 2011, sections 28 and 29.
"""

from __future__ import annotations

import datetime as dt

from opcc.core.moves import MoveRefused
from scrutiny.domain.diary import in_words
from scrutiny.domain.workflow import ANSWERS, RECOMMENDATION

OWED = ("made", *ANSWERS)
"""States in which the panel still waits for a response that it can read."""

ANSWERING = ("accept", "accept_in_part", "decline")
"""The moves with which a recommendation is answered."""

TONES = {
    "made": "accent",
    "accepted": "warn",
    "accepted_in_part": "warn",
    "not_accepted": "warn",
    "response_published": "",
    "closed": "quiet",
}


def check_recorded(*, may_record: bool, is_office: bool, on_behalf_of: str) -> None:
    """Raise MoveRefused for anybody but the panel's support officer.

    The office may write one down on the support officer's behalf, and says for whom.
    """
    if not may_record:
        raise MoveRefused(
            "Only the panel's support officer records what the panel recommends."
        )
    if is_office and not on_behalf_of.strip():
        raise MoveRefused(
            "Say on whose behalf you record this: the name of the panel's support "
            "officer."
        )


def check_respond_by(*, respond_by: dt.date, made_on: dt.date) -> None:
    """Raise MoveRefused for a response that would be due before the panel met."""
    if respond_by < made_on:
        raise MoveRefused(
            "The response would be due before the panel met, on "
            f"{in_words(made_on)}: give that day or a later one."
        )


def check_met(*, status: str, held_on: dt.date, on: dt.date) -> None:
    """Raise MoveRefused for a meeting that is off or still ahead."""
    if status == "cancelled":
        raise MoveRefused("That meeting was cancelled: choose the one that was held.")
    if held_on > on:
        raise MoveRefused(
            f"The panel meets on {in_words(held_on)}: it has recommended nothing yet."
        )


def check_unanswered(*, state: str) -> None:
    """Raise MoveRefused where the words of an answered one would change."""
    if state != "made":
        raise MoveRefused(
            "It has been answered: what the panel said stands as it was answered."
        )


def check_answer(*, move: str, state: str, answer: str, reason: str) -> None:
    """Raise MoveRefused for an answer without words, or that says no without why."""
    if move not in ANSWERING:
        raise MoveRefused("Say whether it is accepted, accepted in part or declined.")
    RECOMMENDATION.check(move, state=state, reason=reason)
    if not answer.strip():
        raise MoveRefused("Write the response, as the panel and the public read it.")


def check_answered_by(*, may_answer: bool) -> None:
    """Raise MoveRefused for anybody but the Commissioner and the deputy."""
    if not may_answer:
        raise MoveRefused("Only the Commissioner or the deputy answers the panel.")


def days_overdue(*, state: str, respond_by: dt.date, on: dt.date) -> int:
    """Days past the panel's date; 0 once a response is published."""
    return max((on - respond_by).days, 0) if state in OWED else 0


def standing(state: str, *, respond_by: dt.date, on: dt.date) -> tuple[str, str]:
    """How far it is, in words, and the tone in which that is shown."""
    late = days_overdue(state=state, respond_by=respond_by, on=on)
    if late:
        return f"Overdue {_days(late)}", "late"
    return WORDS[state], TONES[state]


def told_to_panel(state: str, *, respond_by: dt.date, on: dt.date) -> tuple[str, str]:
    """The same for the panel, which learns of an answer once it is published."""
    if state not in OWED:
        return WORDS[state], TONES[state]
    late = days_overdue(state=state, respond_by=respond_by, on=on)
    return (f"Overdue {_days(late)}", "late") if late else ("No response yet", "accent")


WORDS = {
    "made": "Waiting for an answer",
    "accepted": "Accepted",
    "accepted_in_part": "Accepted in part",
    "not_accepted": "Not accepted",
    "response_published": "Response published",
    "closed": "Closed",
}


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
