"""When exceptions are looked for, who settles one, and what sign-off waits for.

Pure: no Django, no database.
"""

from __future__ import annotations

from collections.abc import Sequence

from opcc.core.moves import MoveRefused, said

LOOKED_FOR = frozenset({"open", "data_closed", "commentary", "review"})
"""The states of a cycle in which its exceptions may still change."""

MOST_NAMED = 5
"""So many exceptions are named in a refusal before the rest are counted."""


def check_open(state: str) -> None:
    """Raise MoveRefused where a cycle's exceptions do not change any more, or yet."""
    if state not in LOOKED_FOR:
        raise MoveRefused(
            f"This quarter is {said(state)}: its exceptions change only while it is "
            "open, closed for data, in commentary or in review."
        )


def check_reason(reason: str, *, holds: bool, is_owner: bool, runs_cycles: bool) -> str:
    """The reason why no commentary is needed, or MoveRefused with what is wrong.

    The owner gives it for their own; whoever runs the quarter for any.
    """
    if not (is_owner or runs_cycles):
        raise MoveRefused(
            "Only its owner, or a performance officer, says that an exception needs "
            "no commentary."
        )
    if not holds:
        raise MoveRefused("This exception no longer holds, so it needs nothing.")
    if not reason.strip():
        raise MoveRefused("Say why no commentary is needed.")
    return reason.strip()


def check_answered(waiting: Sequence[str]) -> None:
    """Raise MoveRefused while an exception has neither commentary nor a reason."""
    if not waiting:
        return
    named = ", ".join(waiting[:MOST_NAMED])
    rest = len(waiting) - MOST_NAMED
    more = f" and {rest} more" if rest > 0 else ""
    plural = len(waiting) > 1
    raise MoveRefused(
        f"{len(waiting)} exception{'s' if plural else ''} of this quarter "
        f"{'have' if plural else 'has'} neither commentary nor a recorded reason for "
        f"none: {named}{more}."
    )
