"""State machines as data: a list of moves, and nothing else is legal.

Pure: no Django, no database.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class MoveRefused(Exception):
    """The message is written for the person who tried."""


class WrittenMeanwhile(MoveRefused):
    """Somebody else saved while this was written; ``theirs`` is the row as it is."""

    def __init__(self, theirs: object):
        self.theirs = theirs
        super().__init__(
            "Somebody else saved this while you wrote. Both texts are below, and yours "
            "is not saved yet: bring them together, then save."
        )


def check_based_on(*, revision: int | str, based_on: int | str, theirs: object) -> None:
    """Raise WrittenMeanwhile where the row has moved on since its author saw it.

    Both are prints of what was seen where the row moves on for other reasons too.
    """
    if revision != based_on:
        raise WrittenMeanwhile(theirs)


@dataclass(frozen=True)
class Move:
    """One legal step: its verb, where it starts, where it ends, what it needs."""

    name: str
    sources: tuple[str, ...]
    target: str
    needs_reason: bool = False


@dataclass(frozen=True)
class Machine:
    """The moves of one kind of thing; ``noun`` is what a refusal calls it."""

    noun: str
    moves: tuple[Move, ...]

    def move(self, name: str) -> Move:
        return next(move for move in self.moves if move.name == name)

    def check(self, name: str, *, state: str, reason: str = "") -> Move:
        """The move, or MoveRefused with the sentence that says why not."""
        move = self.move(name)
        if state not in move.sources:
            wanted = " or ".join(said(source) for source in move.sources)
            raise MoveRefused(
                f"You cannot {said(name)} {self.noun} that is {said(state)}: "
                f"it has to be {wanted}."
            )
        if move.needs_reason and not reason.strip():
            raise MoveRefused(f"Give a reason to {said(name)} {self.noun}.")
        return move

    def open_to(self, state: str) -> Sequence[Move]:
        """The moves that start at ``state``: what buttons are made from."""
        return [move for move in self.moves if state in move.sources]

    @property
    def states(self) -> frozenset[str]:
        ends = {move.target for move in self.moves}
        return frozenset(ends.union(*(move.sources for move in self.moves)))


def sentences(refusal: Exception) -> list[str]:
    """What a refusal tells a person; one of a whole form may tell several things."""
    return list(getattr(refusal, "messages", [str(refusal)]))


def said(name: str) -> str:
    """A state or verb as it is said: ``with_panel`` is "with panel"."""
    return name.replace("_", " ")
