"""Every way in which hidden numbers may be filled in, tried one after another.

Nothing of the guard is used: what is safe is found by counting.
"""

from collections.abc import Iterable, Iterator, Mapping

OPEN = 12
"""Tried at most for a number that no total bounds: more than any threshold here."""


def room(hidden: Iterable, sums: Iterable[tuple[Iterable, int]]) -> dict:
    """The smallest and the largest number that each hidden cell may have.

    ``sums`` are what was published: these hidden cells come to that number together.
    """
    unknown = list(hidden)
    told = [(frozenset(cells), number) for cells, number in sums]
    told = [(cells, number) for cells, number in told if cells]
    found: dict = {}
    for group in _groups(unknown, told):
        about = [each for each in told if each[0] & group]
        for filled in _fillings(sorted(group, key=repr), about):
            for cell, number in filled.items():
                low, high = found.get(cell, (number, number))
                found[cell] = (min(low, number), max(high, number))
    return found


def _groups(unknown, told) -> Iterator[frozenset]:
    """Cells that share a sum, and those that share one with them: tried together."""
    left = set(unknown).union(*(cells for cells, _ in told))
    while left:
        group = {left.pop()}
        while more := {
            cell for cells, _ in told if cells & group for cell in cells - group
        }:
            group |= more
        left -= group
        yield frozenset(group)


def _fillings(cells: list, told: list) -> Iterator[Mapping]:
    if not cells:
        if all(number == 0 for _, number in told):
            yield {}
        return
    cell, *others = cells
    bounds = [number for of, number in told if cell in of]
    for number in range(min(bounds, default=OPEN) + 1):
        rest = [(of - {cell}, n - number if cell in of else n) for of, n in told]
        if all(of or n == 0 for of, n in rest):
            for filled in _fillings(others, rest):
                yield {cell: number, **filled}
