"""When what was made by mistake is taken out again. Pure: no Django, no database."""

from __future__ import annotations

from collections.abc import Iterable

from opcc.core.moves import MoveRefused


def check_removable(noun: str, *, holds: Iterable[str], reason: str) -> None:
    """Raise MoveRefused while a thing holds others, and without a reason.

    ``holds`` names what there is of it, such as "papers": that would be lost.
    """
    held = list(holds)
    if held:
        *others, last = held
        every = f"{', '.join(others)} and {last}" if others else last
        raise MoveRefused(f"This {noun} has {every}, so it stays: change it instead.")
    if not reason.strip():
        raise MoveRefused(f"Give a reason to remove the {noun}.")
