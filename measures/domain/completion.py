"""When a return is complete, and who may accept it.

Pure: no Django, no database.
"""

from __future__ import annotations

from collections.abc import Sequence

from opcc.core.moves import MoveRefused

MOST_NAMED = 5
"""A refusal names this many figures and counts the rest."""


def check_complete(*, missing: Sequence[str], unexplained: Sequence[str]) -> None:
    """Raise MoveRefused unless every figure is there or its gap has a reason.

    ``missing`` are figures with neither a number nor a symbol, ``unexplained`` those
    that are not available with no note that says why.
    """
    if missing:
        raise MoveRefused(
            f"Enter a value, or [x] where it is not available, for {_named(missing)}."
        )
    if unexplained:
        raise MoveRefused(
            f"Say in the note why it is not available for {_named(unexplained)}."
        )


def check_accepted(
    *, is_complete: bool, completed_by: int | None, validator: int
) -> None:
    """Raise MoveRefused where a return may not be validated whole by this person."""
    if not is_complete:
        raise MoveRefused(
            "This return is not complete: whoever provides it has to say that it is."
        )
    if completed_by == validator:
        raise MoveRefused(
            "You completed this return, so somebody else has to validate it."
        )


def _named(figures: Sequence[str]) -> str:
    rest = len(figures) - MOST_NAMED
    if rest <= 0:
        return "; ".join(figures)
    return f"{'; '.join(figures[:MOST_NAMED])}; and {rest} more"
