"""Linear equations over numbers of 0 or more, solved exactly in whole numbers.

A simplex tableau whose rows are kept as integers without a common factor, so that
nothing is ever rounded. Bland's rule chooses the pivots, so that it never cycles.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import gcd

Row = dict[int, int]
"""An equation: the factor of each column that it has, and its right side."""

RIGHT = -1
"""Where a row holds its right side."""

AIM = -2
"""The column of what is maximised, in the row that says so."""

HELP = 1 << 60
"""The column that makes a start feasible: after every other, and gone after it."""


class SearchEnded(Exception):
    """As many steps were made as were allowed."""


class Allowance:
    """How many steps may still be made: a limit that does not depend on the clock.

    A step is one row looked at in one pivot.
    """

    def __init__(self, steps: int) -> None:
        self.left = steps

    def take(self, rows: int) -> None:
        if self.left < rows:
            raise SearchEnded
        self.left -= rows


class Tableau:
    """Rows by the column that each is solved for, with a positive factor.

    No other row has that column. Once feasible, every right side is 0 or more.
    """

    def __init__(self, rows: Mapping[int, Row] | None = None) -> None:
        self.rows: dict[int, Row] = dict(rows or {})

    def copy(self) -> Tableau:
        """Rows are replaced, never changed, so that two tableaus may share them."""
        return Tableau(self.rows)

    def add(self, equation: Mapping[int, int]) -> bool:
        """Add an equation; False where whole numbers cannot meet it and the others."""
        row = self._without_solved(_reduced(dict(equation)))
        columns = [column for column in row if column != RIGHT]
        right = row.get(RIGHT, 0)
        if not columns or right % gcd(*(row[column] for column in columns)):
            return right == 0
        chosen = min(columns, key=lambda column: (abs(row[column]), -column))
        self._solve_for(chosen, row if row[chosen] > 0 else _negative(row))
        return True

    def make_feasible(self, allowance: Allowance) -> bool:
        """Find a solution; False where none has every number at 0 or more."""
        allowance.take(len(self.rows))
        short = [key for key, row in self.rows.items() if row.get(RIGHT, 0) < 0]
        if not short:
            return True
        for key in short:
            self.rows[key] = {**self.rows[key], HELP: -1}
        worst = min(short, key=lambda key: self.rows[key][RIGHT])
        self._solve_for(HELP, _negative(self.rows.pop(worst)))
        if self.maximise({HELP: -1}, allowance) != 0:
            return False
        self._drop_help()
        return True

    def maximise(
        self, weights: Mapping[int, int], allowance: Allowance
    ) -> Fraction | None:
        """The largest weighted sum, where the tableau then stands; None if none is."""
        aim = {column: -weight for column, weight in weights.items()}
        aim = self._without_solved({AIM: 1, **aim})
        while True:
            entering = min((c for c in aim if c >= 0 and aim[c] < 0), default=None)
            if entering is None:
                return Fraction(aim.get(RIGHT, 0), aim[AIM])
            leaving = self._leaving(entering)
            if leaving is None:
                return None
            allowance.take(len(self.rows))
            row = self.rows.pop(leaving)
            self._solve_for(entering, row)
            aim = _without(aim, row, entering)

    def floors(self) -> dict[int, int]:
        """The numbers of the columns that are solved for, rounded down; else 0."""
        return {
            column: row.get(RIGHT, 0) // row[column]
            for column, row in self.rows.items()
        }

    def first_parted(self) -> int | None:
        """The first column whose number is not whole."""
        parted = (c for c, row in self.rows.items() if row.get(RIGHT, 0) % row[c])
        return min(parted, default=None)

    def _leaving(self, entering: int) -> int | None:
        """The row that reaches 0 first as ``entering`` grows; None if none does."""
        best, best_right, best_factor = None, 0, 1
        for column, row in self.rows.items():
            factor = row.get(entering, 0)
            if factor <= 0:
                continue
            right = row.get(RIGHT, 0)
            closer = right * best_factor - best_right * factor
            if best is None or closer < 0 or (closer == 0 and column < best):
                best, best_right, best_factor = column, right, factor
        return best

    def _solve_for(self, column: int, row: Row) -> None:
        """Take ``row`` in as the one that is solved for ``column``."""
        for key, other in self.rows.items():
            if column in other:
                self.rows[key] = _without(other, row, column)
        self.rows[column] = row

    def _without_solved(self, row: Row) -> Row:
        for column in [each for each in row if each in self.rows]:
            row = _without(row, self.rows[column], column)
        return row

    def _drop_help(self) -> None:
        if HELP in self.rows:
            row = self.rows.pop(HELP)
            others = [column for column in row if column not in (HELP, RIGHT)]
            if others:
                chosen = min(others)
                self._solve_for(chosen, row if row[chosen] > 0 else _negative(row))
        for key, row in self.rows.items():
            if HELP in row:
                self.rows[key] = {c: f for c, f in row.items() if c != HELP}


def _without(row: Row, solved: Row, column: int) -> Row:
    """``row`` less as much of ``solved`` as takes the column out of it."""
    ours, theirs = row[column], solved[column]
    result = {key: factor * theirs for key, factor in row.items()}
    for key, factor in solved.items():
        rest = result.get(key, 0) - factor * ours
        if rest:
            result[key] = rest
        else:
            result.pop(key, None)
    return _reduced(result)


def _reduced(row: Row) -> Row:
    factor = gcd(*row.values())
    if factor <= 1:
        return row
    return {key: value // factor for key, value in row.items()}


def _negative(row: Row) -> Row:
    return {key: -value for key, value in row.items()}
