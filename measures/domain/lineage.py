"""Which measure may take another's place.

Pure: no Django, no database.
"""

from __future__ import annotations

from collections.abc import Mapping

from opcc.core.moves import MoveRefused


def check_succession(
    predecessor: int, successor: int, *, successors: Mapping[int, int]
) -> None:
    """Raise MoveRefused where one measure may not take the other's place.

    ``successors`` are those on record, by predecessor.
    """
    if predecessor == successor:
        raise MoveRefused("A measure does not replace itself.")
    if predecessor in successors:
        raise MoveRefused("This measure has a successor already.")
    if predecessor in line_of(successor, successors):
        raise MoveRefused("The successor was itself replaced by this measure.")


def line_of(measure: int, successors: Mapping[int, int]) -> tuple[int, ...]:
    """The measures that came after one, the next first."""
    line: list[int] = []
    while measure in successors and successors[measure] not in line:
        measure = successors[measure]
        line.append(measure)
    return tuple(line)
