"""The office's scale of assurance: its discs, and who may say where an item stands.

Pure: no Django, no database.
"""

from __future__ import annotations

from collections.abc import Sequence

from opcc.core.moves import MoveRefused

FULL, HALF, RING, NONE = "assured", "partly", "not_assured", "none"
"""The discs that are drawn: full, its right half, a ring, and a dashed ring."""


def disc_of(grade: str, scale: Sequence[str]) -> str:
    """The disc of a grade by its place: the best is full, the worst a ring.

    Whatever lies between is half. NONE for a grade that the scale does not hold.
    """
    if grade not in scale:
        return NONE
    if grade == scale[0]:
        return FULL
    return RING if grade == scale[-1] else HALF


def check_stated_by(*, may_state: bool) -> None:
    """Raise MoveRefused for anybody but the Commissioner and the deputy (rule 16)."""
    if not may_state:
        raise MoveRefused(
            "Only the Commissioner or the deputy says how assured the Commissioner is."
        )


def check_grade(grade: str, scale: Sequence[str]) -> None:
    if grade not in scale:
        raise MoveRefused("Choose a grade of the office's scale.")


def check_item(*, status: str) -> None:
    """Raise MoveRefused for an item that no meeting has considered yet."""
    if status != "held":
        raise MoveRefused(
            "An item is concluded on once its meeting is held. Begin the minutes first."
        )
