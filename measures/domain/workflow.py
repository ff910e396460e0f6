"""The moves of measures, observations and cycles, and who may not make them."""

from __future__ import annotations

from opcc.core.moves import Machine, Move, MoveRefused

MEASURE = Machine(
    "a measure",
    (
        Move("activate", ("proposed",), "active"),
        Move("suspend", ("active",), "suspended", needs_reason=True),
        Move("resume", ("suspended",), "active"),
        Move("retire", ("active", "suspended"), "retired", needs_reason=True),
    ),
)

OBSERVATION = Machine(
    "a value",
    (
        Move("validate", ("entered", "corrected", "queried"), "validated"),
        Move(
            "query",
            ("entered", "corrected", "validated"),
            "queried",
            needs_reason=True,
        ),
        Move("correct", ("queried",), "corrected"),
        Move("lock", ("validated",), "locked"),
    ),
)

CYCLE = Machine(
    "a cycle",
    (
        Move("open", ("scheduled",), "open"),
        Move("close_the_data_of", ("open",), "data_closed"),
        Move("start_the_commentary_of", ("data_closed",), "commentary"),
        Move("start_the_review_of", ("commentary",), "review"),
        Move("issue", ("review",), "issued"),
        Move("close", ("issued",), "closed"),
        Move("put_off", ("open",), "scheduled", needs_reason=True),
        Move("reopen_the_data_of", ("data_closed",), "open", needs_reason=True),
        Move("take_back_to_data", ("commentary",), "data_closed", needs_reason=True),
        Move("take_back_to_commentary", ("review",), "commentary", needs_reason=True),
        Move("take_back_to_review", ("issued",), "review", needs_reason=True),
        Move("reopen", ("closed",), "issued", needs_reason=True),
    ),
)
"""Forward a step at a time, and one step back with a reason."""

EDITABLE = frozenset({"entered", "queried", "corrected"})
"""States in which the provider may still type over a value."""


def check_four_eyes(*, entered_by: int | None, validator: int) -> None:
    """Raise MoveRefused where somebody would validate their own entry."""
    if entered_by == validator:
        raise MoveRefused(
            "You entered this value, so somebody else has to validate it."
        )


def check_explained(*, state: str, reason: str) -> None:
    """A queried value is validated only with the explanation that settled it."""
    if state == "queried" and not reason.strip():
        raise MoveRefused(
            "This value is queried: say what settled the query before you validate it."
        )
