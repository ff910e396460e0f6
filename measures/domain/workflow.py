"""The moves of measures and observations, and who may not make them."""

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
