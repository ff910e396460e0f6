"""Who may write which part of a measure's commentary, and about which definition.

Pure: no Django, no database.
"""

from __future__ import annotations

from opcc.core.moves import MoveRefused

OVERSIGHT = ("asked", "concluded", "did")
"""What the Commissioner says of their own: nobody else writes it for them."""


def check_oversight(*, changed: frozenset[str], may_state: bool) -> None:
    """Raise MoveRefused where somebody else would speak for the Commissioner."""
    if changed.intersection(OVERSIGHT) and not may_state:
        raise MoveRefused(
            "Only the Commissioner or a deputy says what the Commissioner asked, "
            "concluded and did."
        )


def check_narrative(*, changed: frozenset[str], may_write: bool) -> None:
    """Raise MoveRefused where somebody would write about a measure not theirs."""
    if changed.difference(OVERSIGHT) and not may_write:
        raise MoveRefused("You write commentary only for the priorities that you lead.")
