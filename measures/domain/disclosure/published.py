"""What has been published: cells, and statements about sums of cells, in editions."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Self

from opcc.core.periods import Period, PeriodKind

Cell = Hashable
"""A number's place, the same in every edition: such as (breakdown, period)."""


@dataclass(frozen=True)
class Statement:
    """A published fact: the weighted sum of some cells is from ``low`` to ``high``.

    None is no bound on that side. ``words`` names it for people. Raises ValueError
    for bounds that nothing lies between.
    """

    weights: tuple[tuple[Cell, int], ...]
    low: int | None
    high: int | None
    words: str = ""

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"No whole number is from {self.low} to {self.high}")

    @classmethod
    def total(cls, cells: Iterable[Cell], value: int, words: str = "") -> Self:
        """The cells add up to exactly ``value``."""
        return cls(_ones(cells), value, value, words)

    @classmethod
    def rounded_total(
        cls, cells: Iterable[Cell], value: int, *, to: int, words: str = ""
    ) -> Self:
        """The cells' total, rounded half up to a multiple of ``to``, is ``value``."""
        half = Fraction(to, 2)
        return cls(_ones(cells), ceil(value - half), ceil(value + half) - 1, words)

    @classmethod
    def difference(
        cls, later: Cell, earlier: Cell, value: int, words: str = ""
    ) -> Self:
        """A published change: ``later`` less ``earlier``."""
        return cls(((later, 1), (earlier, -1)), value, value, words)

    @classmethod
    def parts_of(cls, whole: Cell, parts: Iterable[Cell], words: str = "") -> Self:
        """A breakdown's parts add up to the whole, be either shown or hidden."""
        return cls((*_ones(parts), (whole, -1)), 0, 0, words)

    @classmethod
    def share(
        cls,
        part: Cell,
        *,
        of: int,
        shown: Decimal,
        decimals: int,
        per: int = 100,
        words: str = "",
    ) -> Self:
        """A percentage (or a rate ``per`` so many) of a known base, as printed.

        Raises ValueError where no whole number has that share.
        """
        half = Fraction(1, 2 * 10**decimals)
        low = ceil((Fraction(shown) - half) * of / per)
        high = ceil((Fraction(shown) + half) * of / per) - 1
        return cls(((part, 1),), low, high, words)

    @property
    def is_exact(self) -> bool:
        return self.low is not None and self.low == self.high

    @property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(cell for cell, _ in self.weights)


@dataclass(frozen=True)
class Edition:
    """What one edition showed: every cell with its number, None where it was hidden.

    ``statements`` are its totals, changes and shares, and what its reader knows to add
    up. Cells that it did not mention are left out of ``cells``.
    """

    name: str
    cells: Mapping[Cell, int | None]
    statements: tuple[Statement, ...] = ()


def over_periods(
    breakdown: Hashable, window: Period, value: Decimal | int, *, base: PeriodKind
) -> Statement:
    """A quarter, a year, a year to date or a rolling window as a sum of its periods.

    Its cells are (breakdown, period). Raises ValueError for a value that is not whole
    or a window that is not made of such periods.
    """
    parts = window.split(base)
    if not parts or (parts[0].start, parts[-1].end) != (window.start, window.end):
        raise ValueError(f"{window.words} is not made of {base}s")
    if value != int(value):
        raise ValueError(f"A total of counts is a whole number, not {value}")
    cells = ((breakdown, part) for part in parts)
    return Statement.total(cells, int(value), window.words)


def _ones(cells: Iterable[Cell]) -> tuple[tuple[Cell, int], ...]:
    return tuple((cell, 1) for cell in cells)
