"""What stands in the way of a document, as its pages list it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Blocker:
    """One thing in the way (an error) or worth a look, whose it is, and where."""

    is_error: bool
    text: str
    who: str
    view: str
    args: tuple[str | int, ...] = ()
