"""Rules of the scrutiny programme: what a topic needs before it may move.

Pure: no Django, no database. Every day is passed in; none is read from a clock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from opcc.core.moves import MoveRefused
from opcc.core.periods import Period, PeriodKind
from scrutiny.domain import diary

DAYS_TO_CHECK = 28
"""Days after it is suggested by which the rigour check of a topic is asked for."""


@dataclass(frozen=True)
class Asked:
    """One line of the rigour check: the name of its answer, and what is asked."""

    name: str
    question: str
    hint: str


RIGOUR = (
    Asked(
        "remit",
        "Is it something the Commissioner holds the force to account for?",
        "The duty, the objective or the accountability domain that it falls under.",
    ),
    Asked(
        "evidence",
        "What shows that it needs looking at?",
        "Figures with their period, an inspection, what residents said.",
    ),
    Asked(
        "others",
        "Is somebody else looking at it already?",
        "The inspectorate, audit, the panel, the force itself. If nobody, write None.",
    ),
    Asked(
        "difference",
        "What could be different afterwards?",
        "What could be decided, asked for or changed.",
    ),
    Asked(
        "means",
        "Can it be looked at with the people and time there are?",
        "Who does the work, and what it takes.",
    ),
    Asked(
        "openness",
        "What of it may not be public, and why?",
        "If all of it may be public, write None.",
    ),
)
"""The check before a topic is recommended: every line has an explicit answer."""

STAGES = {
    "suggested": ("Suggested", "quiet"),
    "recommended": ("Recommended", ""),
    "programmed": ("Programmed", "accent"),
    "considered": ("Considered", ""),
    "follow_up_due": ("Follow-up due", "warn"),
    "closed": ("Closed", "quiet"),
    "dropped": ("Dropped", "quiet"),
}
"""How each state is said, and the tone in which it is shown."""


def unanswered(answers: Mapping[str, str]) -> tuple[Asked, ...]:
    """The lines of the rigour check that say nothing yet."""
    return tuple(
        asked for asked in RIGOUR if not (answers.get(asked.name) or "").strip()
    )


def check_rigour(answers: Mapping[str, str]) -> None:
    """Raise MoveRefused unless every line of the rigour check is answered."""
    missing = unanswered(answers)
    if missing:
        questions = " ".join(asked.question for asked in missing)
        raise MoveRefused(f"Finish the rigour check first. Not answered: {questions}")


def check_directed(*, may_direct: bool, reason: str) -> None:
    """Raise MoveRefused where nobody with the right directs a topic, or says no why."""
    if not may_direct:
        raise MoveRefused(
            "Only the Commissioner, the deputy or the chief executive directs a topic "
            "past its rigour check."
        )
    if not reason.strip():
        raise MoveRefused("Say why the topic is directed: it is kept with your name.")


def check_programmed(
    *, quarter: Period, meeting_on: dt.date | None, on: dt.date
) -> None:
    """Raise MoveRefused for a quarter that has ended, or a meeting outside it."""
    if quarter.end < on:
        raise MoveRefused(f"{quarter} has ended: choose this quarter or a later one.")
    if meeting_on is None:
        return
    if not quarter.start <= meeting_on <= quarter.end:
        raise MoveRefused(
            f"The meeting is on {diary.in_words(meeting_on)}, which is not in "
            f"{quarter}: choose a meeting of that quarter, or its own quarter."
        )
    if meeting_on < on:
        raise MoveRefused("That meeting is past: choose one that is still ahead.")


def check_considered(*, findings: str, considered_on: dt.date, on: dt.date) -> None:
    """Raise MoveRefused for a consideration to come, or one that found nothing."""
    if considered_on > on:
        raise MoveRefused("That day is still ahead: give the day it was considered.")
    if not findings.strip():
        raise MoveRefused("Write what was found, even where it was nothing amiss.")


def check_follow_up(*, follow_up_on: dt.date | None, considered_on: dt.date) -> None:
    """Raise MoveRefused for a follow-up that is not after the consideration."""
    if follow_up_on is not None and follow_up_on <= considered_on:
        raise MoveRefused(
            f"It was considered on {diary.in_words(considered_on)}: the follow-up "
            "comes after that day."
        )


def is_follow_up_due(*, state: str, follow_up_on: dt.date | None, on: dt.date) -> bool:
    """Whether a topic that was considered has to be looked at again by now."""
    return state == "considered" and follow_up_on is not None and follow_up_on <= on


def stage(*, state: str, follow_up_on: dt.date | None, on: dt.date) -> tuple[str, str]:
    """How far a topic is, in words, and the tone in which that is shown.

    A follow-up is due on its day, whether or not the daily round has moved the topic.
    """
    if is_follow_up_due(state=state, follow_up_on=follow_up_on, on=on):
        state = "follow_up_due"
    return STAGES[state]


def quarters_from(on: dt.date, *, count: int) -> tuple[Period, ...]:
    """The quarter of a day and those after it."""
    now = Period.containing(on, PeriodKind.QUARTER)
    return tuple(now + ahead for ahead in range(count))
