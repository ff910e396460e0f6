"""The differencing search: what published figures leave possible for a hidden cell.

A cell counts as hidden where the latest edition that mentions it hides it. What an
earlier edition said about it is still known. A statement is read with the numbers of
its own edition, then with the latest that were published.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from measures.domain.disclosure.published import Cell, Edition, Statement
from measures.domain.disclosure.small import THRESHOLD, check_threshold
from measures.domain.disclosure.whole_numbers import (
    STEPS,
    Fact,
    Outcome,
    Range,
    ranges,
)


@dataclass(frozen=True)
class Exposure:
    """How well one hidden cell is hidden; ``reason`` never gives the number itself.

    ``range`` is None where the published figures contradict each other, or the search
    ended with nothing found: such a cell is not shown to be safe.
    """

    cell: Cell
    range: Range | None
    is_safe: bool
    reason: str


def exposures(
    editions: Sequence[Edition],
    *,
    threshold: int = THRESHOLD,
    may_be_negative: Collection[Cell] | bool = False,
    steps: int = STEPS,
) -> tuple[Exposure, ...]:
    """Each hidden cell's possible range, from all that was published, oldest first.

    Safe is a cell whose smallest and largest possible whole numbers differ by at least
    the threshold; nothing is assumed about why it is hidden. ``may_be_negative`` are
    the cells with no smallest number of their own (True: all). Raises ValueError for
    a threshold under 1.
    """
    check_threshold(threshold)
    problem = Problem.of(editions, may_be_negative)
    outcomes = problem.outcomes(steps=steps)
    return tuple(_exposure(cell, outcomes[cell], threshold) for cell in problem.targets)


def unsafe(
    editions: Sequence[Edition],
    *,
    threshold: int = THRESHOLD,
    may_be_negative: Collection[Cell] | bool = False,
    steps: int = STEPS,
) -> tuple[Exposure, ...]:
    """The hidden cells not shown to be safe; quicker than all the exposures."""
    check_threshold(threshold)
    problem = Problem.of(editions, may_be_negative)
    outcomes = problem.outcomes(steps=steps, enough=threshold)
    every = (_exposure(cell, outcomes[cell], threshold) for cell in problem.targets)
    return tuple(exposure for exposure in every if not exposure.is_safe)


@dataclass(frozen=True)
class Problem:
    """The unknown cells in order, hidden ones first, and the facts about them."""

    cells: tuple[Cell, ...]
    targets: tuple[Cell, ...]
    facts: tuple[Fact, ...]
    unbounded_below: frozenset[int]

    @classmethod
    def of(
        cls, editions: Sequence[Edition], may_be_negative: Collection[Cell] | bool
    ) -> Problem:
        latest: dict[Cell, int | None] = {}
        for edition in editions:
            latest.update(edition.cells)
        targets = tuple(cell for cell, value in latest.items() if value is None)
        reader = _Reader(latest, {cell: place for place, cell in enumerate(targets)})
        facts = tuple(fact for edition in editions for fact in reader.facts(edition))
        cells = tuple(reader.places)
        negative = {
            place
            for cell, place in reader.places.items()
            if may_be_negative is True
            or (may_be_negative is not False and cell in may_be_negative)
        }
        return cls(cells, targets, facts, frozenset(negative))

    def outcomes(self, *, steps: int, enough: int | None = None) -> dict[Cell, Outcome]:
        found = ranges(
            len(self.cells),
            self.facts,
            unbounded_below=self.unbounded_below,
            enough=enough,
            steps=steps,
        )
        return dict(zip(self.cells, found, strict=True))


@dataclass
class _Reader:
    """Reads editions as facts; a cell that no edition mentions is unknown too."""

    latest: dict[Cell, int | None]
    places: dict[Cell, int]

    def facts(self, edition: Edition) -> list[Fact]:
        said = [
            Fact({self.places[cell]: 1}, value, value)
            for cell, value in edition.cells.items()
            if value is not None and cell in self.places
        ]
        read = (self._fact(edition, each) for each in edition.statements)
        return said + [fact for fact in read if fact is not None]

    def _fact(self, edition: Edition, statement: Statement) -> Fact | None:
        """None for a statement about known cells only: it says nothing more."""
        weights: dict[int, int] = {}
        known = 0
        for cell, weight in statement.weights:
            value = self._value(edition, cell)
            if value is None:
                place = self.places.setdefault(cell, len(self.places))
                weights[place] = weights.get(place, 0) + weight
            else:
                known += weight * value
        if not weights:
            return None
        low = None if statement.low is None else statement.low - known
        high = None if statement.high is None else statement.high - known
        return Fact(weights, low, high)

    def _value(self, edition: Edition, cell: Cell) -> int | None:
        value = edition.cells.get(cell)
        return self.latest.get(cell) if value is None else value


def _exposure(cell: Cell, outcome: Outcome, threshold: int) -> Exposure:
    if not isinstance(outcome, Range):
        return Exposure(cell, None, False, _why_unknown(outcome))
    if outcome.spans(threshold):
        reason = f"What is published leaves it open by {threshold} or more"
        return Exposure(cell, outcome, True, reason)
    return Exposure(cell, outcome, False, _why_unsafe(outcome, threshold))


def _why_unknown(outcome: Outcome) -> str:
    if outcome is None:
        return "The published figures do not agree, so it is not shown to be safe"
    return "The search ended before it was shown to be safe"


def _why_unsafe(outcome: Range, threshold: int) -> str:
    if not outcome.is_proved:
        return "The search ended before it was shown to be safe"
    if outcome.low == outcome.high:
        return "What is published gives this number exactly"
    return f"What is published leaves fewer than {threshold + 1} numbers possible"
