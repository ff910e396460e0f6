"""The smallest and the largest whole numbers that linear facts leave possible.

The facts fall into groups that share no unknown. In each, the simplex method finds
the extremes among all numbers, exactly; where an extreme is not at whole numbers, the
search branches on one that is not (x at most 3, or at least 4) and goes on. A limit on
the steps ends it: the range is then only what whole solutions have witnessed, and
says so. Rows, columns and rolling totals alone hardly ever need to branch.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import floor

from measures.domain.disclosure.tableau import (
    RIGHT,
    Allowance,
    SearchEnded,
    Tableau,
)

STEPS = 2_000_000
"""Allowed for one group of facts: some seconds. Tables of 360 cells need half of it."""

STEPS_FOR_ONE = 20_000
"""Allowed for the extremes of one unknown."""


@dataclass(frozen=True)
class Fact:
    """The weighted sum of some unknowns is from ``low`` to ``high``; None: no bound."""

    weights: Mapping[int, int]
    low: int | None
    high: int | None


@dataclass(frozen=True)
class Range:
    """The smallest and largest possible number; None where there is no such.

    Where not ``is_proved``, further ones may be possible: these were found.
    """

    low: int | None
    high: int | None
    is_proved: bool = True

    def spans(self, distance: int) -> bool:
        """Whether two possible numbers are known to differ by ``distance``."""
        if self.low is None or self.high is None:
            return True
        return self.high - self.low >= distance


class Undecided:
    """Nothing was found before the search ended, nor was it shown that nothing is."""


UNDECIDED = Undecided()

Outcome = Range | Undecided | None
"""None where no whole numbers agree with the facts."""


def ranges(
    unknowns: int,
    facts: Sequence[Fact],
    *,
    unbounded_below: frozenset[int] = frozenset(),
    enough: int | None = None,
    steps: int = STEPS,
) -> list[Outcome]:
    """The range of each unknown, 0 or more but for those ``unbounded_below``.

    ``enough``: how wide a range need only be shown to be; what is found is then not
    the whole of it, and not proved. ``steps`` limits the search in each group.
    """
    found: list[Outcome] = [None] * unknowns
    for group, of_group in _groups(unknowns, facts):
        search = _Search(group, of_group, unbounded_below, enough, steps)
        for unknown, outcome in search.outcomes().items():
            found[unknown] = outcome
    return found


def _groups(
    unknowns: int, facts: Sequence[Fact]
) -> Iterable[tuple[list[int], list[Fact]]]:
    """The unknowns and facts that hang together, each with the others."""
    leader = list(range(unknowns))

    def lead(unknown: int) -> int:
        while leader[unknown] != unknown:
            leader[unknown] = leader[leader[unknown]]
            unknown = leader[unknown]
        return unknown

    for fact in facts:
        first, *others = fact.weights
        for other in others:
            leader[lead(other)] = lead(first)
    grouped: dict[int, tuple[list[int], list[Fact]]] = {}
    for unknown in range(unknowns):
        grouped.setdefault(lead(unknown), ([], []))[0].append(unknown)
    for fact in facts:
        grouped[lead(next(iter(fact.weights)))][1].append(fact)
    return grouped.values()


@dataclass
class _Search:
    """One group's tableau, and the extremes that whole solutions have witnessed."""

    unknowns: list[int]
    facts: list[Fact]
    unbounded_below: frozenset[int]
    enough: int | None
    steps: int
    columns: int = 0
    tableau: Tableau = field(default_factory=Tableau)
    seen: dict[int, tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.weights = {unknown: self._column_of(unknown) for unknown in self.unknowns}

    def outcomes(self) -> dict[int, Outcome]:
        whole = Allowance(self.steps)
        try:
            is_possible = self._start(whole)
        except SearchEnded:
            return dict.fromkeys(self.unknowns, UNDECIDED)
        if not is_possible:
            return dict.fromkeys(self.unknowns, None)
        return {unknown: self._range(unknown, whole) for unknown in self.unknowns}

    def _column_of(self, unknown: int) -> dict[int, int]:
        """A number that may be negative is the difference of two that may not."""
        if unknown in self.unbounded_below:
            return {self._new(): 1, self._new(): -1}
        return {self._new(): 1}

    def _new(self) -> int:
        self.columns += 1
        return self.columns - 1

    # -- the facts as equations

    def _start(self, allowance: Allowance) -> bool:
        """Whether the facts have a whole solution; the tableau is then feasible."""
        equations = (row for fact in self.facts for row in self._equations(fact))
        if not all(self.tableau.add(row) for row in equations):
            return False
        if not self.tableau.make_feasible(allowance):
            return False
        return self._highest(self.tableau.copy(), {}, allowance) is not None

    def _equations(self, fact: Fact) -> list[dict[int, int]]:
        """A bound becomes an equation with what is left over as a number of its own."""
        row: dict[int, int] = {}
        for unknown, weight in fact.weights.items():
            for column, sign in self.weights[unknown].items():
                row[column] = row.get(column, 0) + sign * weight
        row = {column: factor for column, factor in row.items() if factor}
        if fact.low is not None and fact.low == fact.high:
            return [_equation(row, fact.low)]
        if fact.low is None:
            return [] if fact.high is None else [self._at_most(row, fact.high)]
        over = self._new()
        equations = [_equation({**row, over: -1}, fact.low)]
        if fact.high is not None:
            equations.append(self._at_most({over: 1}, fact.high - fact.low))
        return equations

    def _at_most(self, row: dict[int, int], high: int) -> dict[int, int]:
        return _equation({**row, self._new(): 1}, high)

    # -- the extremes

    def _range(self, unknown: int, whole: Allowance) -> Range:
        weights = self.weights[unknown]
        if self._is_enough(unknown):
            return Range(*self.seen[unknown], is_proved=False)
        allowance = Allowance(min(STEPS_FOR_ONE, whole.left))
        given = allowance.left
        try:
            return self._extremes(unknown, weights, allowance)
        except SearchEnded:
            return Range(*self.seen[unknown], is_proved=False)
        finally:
            whole.left -= given - allowance.left

    def _extremes(
        self, unknown: int, weights: dict[int, int], allowance: Allowance
    ) -> Range:
        high = self._extreme(weights, allowance)
        if self._is_enough(unknown):
            return Range(*self.seen[unknown], is_proved=False)
        low = self._extreme({c: -w for c, w in weights.items()}, allowance)
        return Range(None if low is None else -low, high)

    def _extreme(self, weights: dict[int, int], allowance: Allowance) -> int | None:
        """The largest whole sum; None if there is none: a whole solution is known.

        From one whole solution, a direction without end in the numbers is one in the
        whole numbers.
        """
        if self.tableau.maximise(weights, allowance) is None:
            return None
        return self._highest(self.tableau.copy(), weights, allowance)

    def _highest(
        self, root: Tableau, weights: dict[int, int], allowance: Allowance
    ) -> int | None:
        """The largest whole sum under a feasible tableau; None without a solution."""
        best: int | None = None
        waiting = [root]
        while waiting:
            node = waiting.pop()
            value = node.maximise(weights, allowance)
            if value is None or (best is not None and floor(value) <= best):
                continue
            parted = node.first_parted()
            if parted is None:
                self._witness(node.floors())
                best = int(value)
                continue
            waiting.extend(self._branches(node, parted, allowance))
        return best

    def _branches(
        self, node: Tableau, column: int, allowance: Allowance
    ) -> list[Tableau]:
        """The number of a column that is not whole, made less, and made more."""
        under = node.floors()[column]
        below = self._at_most({column: 1}, under)
        above = _equation({column: 1, self._new(): -1}, under + 1)
        branches = []
        for row in (below, above):
            branch = node.copy()
            if branch.add(row) and branch.make_feasible(allowance):
                branches.append(branch)
        return branches

    # -- what has been witnessed

    def _witness(self, numbers: Mapping[int, int]) -> None:
        for unknown, columns in self.weights.items():
            number = sum(numbers.get(c, 0) * sign for c, sign in columns.items())
            low, high = self.seen.get(unknown, (number, number))
            self.seen[unknown] = (min(low, number), max(high, number))

    def _is_enough(self, unknown: int) -> bool:
        low, high = self.seen[unknown]
        return self.enough is not None and high - low >= self.enough


def _equation(row: Mapping[int, int], right: int) -> dict[int, int]:
    return {**row, RIGHT: right} if right else dict(row)
