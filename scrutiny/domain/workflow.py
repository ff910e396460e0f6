"""The moves of all that scrutiny keeps, and who may not make them."""

from __future__ import annotations

import datetime as dt

from opcc.core.moves import Machine, Move, MoveRefused

MEETING = Machine(
    "a meeting",
    (
        Move("draft_agenda", ("planned",), "agenda_draft"),
        Move("publish_agenda", ("agenda_draft",), "agenda_published"),
        Move(
            "cancel",
            ("planned", "agenda_draft", "agenda_published"),
            "cancelled",
            needs_reason=True,
        ),
        Move("hold", ("agenda_published",), "held"),
    ),
)

MINUTES = Machine(
    "minutes",
    (
        Move("draft", ("none",), "draft"),
        Move("agree", ("draft",), "agreed"),
        Move("publish", ("agreed",), "published"),
    ),
)
"""Only of a meeting that was held."""

PAPER = Machine(
    "a paper",
    (
        Move("submit", ("draft",), "submitted"),
        Move("accept", ("submitted",), "accepted"),
        Move("return", ("submitted", "accepted"), "draft", needs_reason=True),
    ),
)
"""Each time it is submitted is a version; nothing that was handed in is lost."""

QUESTION = Machine(
    "a question",
    (
        Move("ask", ("draft",), "asked"),
        Move("drop", ("draft",), "dropped", needs_reason=True),
        Move("answer", ("asked",), "answered"),
        Move("ask_again", ("answered",), "asked", needs_reason=True),
    ),
)

ACTION = Machine(
    "an action",
    (
        Move("start", ("raised",), "in_progress"),
        Move("offer_for_sign_off", ("in_progress",), "pending_sign_off"),
        Move("close", ("pending_sign_off",), "closed"),
        Move("refuse", ("pending_sign_off",), "in_progress", needs_reason=True),
        Move(
            "accept_the_risk_of",
            ("raised", "in_progress"),
            "accepted_risk",
            needs_reason=True,
        ),
        Move("supersede", ("raised", "in_progress"), "superseded", needs_reason=True),
        Move("reopen", ("closed", "accepted_risk"), "in_progress", needs_reason=True),
    ),
)
"""Overdue and escalated are derived, never states."""

TO_DO = ("raised", "in_progress")
"""States in which its owner still has to do an action; offered is not one."""

TOPIC = Machine(
    "a topic",
    (
        Move("recommend", ("suggested",), "recommended"),
        Move("programme", ("recommended",), "programmed"),
        Move("direct", ("suggested",), "programmed", needs_reason=True),
        Move("consider", ("programmed",), "considered"),
        Move("follow_up", ("considered",), "follow_up_due"),
        Move("close", ("considered", "follow_up_due"), "closed"),
        Move("programme_again", ("follow_up_due",), "programmed"),
        Move("drop", ("suggested", "recommended"), "dropped", needs_reason=True),
    ),
)

FINDING_VIEW = Machine(
    "a view of a finding",
    (
        Move("complete", ("open",), "complete"),
        Move("reopen", ("complete",), "open", needs_reason=True),
    ),
)
"""Each of the three views, the force's, the office's and the inspectorate's."""

INSPECTION_RESPONSE = Machine(
    "a response to an inspection",
    (
        Move("decide", ("draft",), "decided"),
        Move("send_back", ("decided",), "draft", needs_reason=True),
        Move("publish", ("decided",), "published"),
    ),
)
"""Drafted by the office, decided by the Commissioner; what is published stands."""

ANSWERS = ("accepted", "accepted_in_part", "not_accepted")

RECOMMENDATION = Machine(
    "a panel recommendation",
    (
        Move("accept", ("made",), "accepted"),
        Move("accept_in_part", ("made",), "accepted_in_part", needs_reason=True),
        Move("decline", ("made",), "not_accepted", needs_reason=True),
        Move("publish_the_response_to", ANSWERS, "response_published"),
        Move("close", ("response_published",), "closed"),
    ),
)

DECISION = Machine(
    "a decision",
    (
        Move("take", ("draft",), "taken"),
        Move("publish", ("taken",), "published"),
    ),
)
"""Its record; what was taken is never taken back, but superseded by another."""


def check_held(*, held_on: dt.date, on: dt.date) -> None:
    """Raise MoveRefused for a meeting that would be held before its day."""
    if on < held_on:
        day = f"{held_on.day} {held_on:%B %Y}"
        raise MoveRefused(f"The meeting is on {day}: it has not been held yet.")


def check_minutes(*, status: str) -> None:
    """Raise MoveRefused for minutes of a meeting that was not held."""
    if status != "held":
        raise MoveRefused("A meeting has minutes once it has been held.")


def check_ended_by_another(*, is_own: bool, waiver: str = "") -> None:
    """Raise MoveRefused where an owner, or who offered it, would end an action.

    ``waiver`` is the reason recorded where the office allows one.
    """
    if is_own and not waiver.strip():
        raise MoveRefused(
            "You own this action or offered it for sign-off, so somebody else has to "
            "close it."
        )


def check_due(*, due_on: dt.date, raised_on: dt.date) -> None:
    """Raise MoveRefused for an action that would be due before it was raised."""
    if due_on < raised_on:
        raise MoveRefused(
            f"It is due before it was raised, on {raised_on.day} {raised_on:%B %Y}: "
            "give that day or a later one."
        )


def check_change_of_date(*, granted_before: int, is_chief_executive: bool) -> None:
    """Raise MoveRefused where a second change of date is granted lower down."""
    if granted_before and not is_chief_executive:
        raise MoveRefused(
            "Its date was changed before: the chief executive decides on another "
            "change."
        )
