"""Which published figures together give a hidden one away, and the sum that does it.

Pure: no Django, no database.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from measures.domain.disclosure import (
    Cell,
    Edition,
    Exposure,
    Range,
    Statement,
    exposures,
)
from opcc.core.periods import Period
from reports.domain.disclosed import Disclosed, Source, Strand

MOST = 60
"""Of the facts that bear on a cell: with more, the sum is not looked for."""

STEPS = 20_000

Sum = tuple[tuple[int, str], ...]
"""Numbers to add, each with what it is; those to take away are negative."""


@dataclass(frozen=True)
class Evidence:
    """One statement, read with all that is known: what it says of unknown cells."""

    edition: str
    source: Source
    weights: tuple[tuple[Cell, int], ...]
    known: tuple[tuple[Cell, int, int], ...]

    @property
    def _taken(self) -> int:
        return sum(weight * value for _, weight, value in self.known)

    @property
    def reduced(self) -> Statement:
        said, taken = self.source.statement, self._taken
        low = None if said.low is None else said.low - taken
        high = None if said.high is None else said.high - taken
        return Statement(self.weights, low, high, said.words)


def evidence(editions: Sequence[Disclosed]) -> list[Evidence]:
    """All that says something of a cell that is hidden or was never told."""
    latest: dict[Cell, int | None] = {}
    for edition in editions:
        latest.update(edition.cells)
    return [each for edition in editions for each in _in(edition, latest)]


def core(
    found: Sequence[Evidence], exposure: Exposure, may_be_negative: bool
) -> list[Evidence]:
    """The fewest of them, in a sense, that leave the cell as little room as all do."""
    kept = _bearing_on(exposure.cell, found)
    if exposure.range is None or len(kept) > MOST:
        return []
    for each in list(kept):
        fewer = [other for other in kept if other is not each]
        if _range_of(exposure.cell, fewer, may_be_negative) == exposure.range:
            kept = fewer
    return kept


def worked_out(cell: Cell, kept: Sequence[Evidence]) -> Sum:
    """The numbers that add up to the cell; () where it is no such sum."""
    if not kept or not all(each.source.statement.is_exact for each in kept):
        return ()
    factors = _solved(cell, kept)
    if factors is None or any(factor.denominator != 1 for factor in factors):
        return ()
    terms: Counter[str] = Counter()
    for factor, each in zip(factors, kept, strict=True):
        statement = each.source.statement
        terms[f"{statement.words}"] += int(factor) * (statement.low or 0)
        for known, weight, value in each.known:
            terms[_said(known)] -= int(factor) * weight * value
    told = [(number, words) for words, number in terms.items() if number]
    return tuple(sorted(told, key=lambda term: term[0] < 0))


def _in(edition: Disclosed, latest: Mapping[Cell, int | None]) -> Iterator[Evidence]:
    for cell, value in edition.cells.items():
        if value is not None and latest.get(cell) is None:
            strand, period = cell_of(cell)
            told = Statement.total([cell], value, _said(cell))
            source = Source(told, strand.breakdown, period)
            yield Evidence(edition.name, source, ((cell, 1),), ())
    for source in edition.sources:
        unknown, known = [], []
        for cell, weight in source.statement.weights:
            value = latest.get(cell)
            now = edition.cells.get(cell)
            if value is None:
                unknown.append((cell, weight))
            else:
                known.append((cell, weight, value if now is None else now))
        if unknown:
            yield Evidence(edition.name, source, tuple(unknown), tuple(known))


def _bearing_on(cell: Cell, found: Sequence[Evidence]) -> list[Evidence]:
    """Those that lead to the cell through unknown ones."""
    reached, waiting, kept = {cell}, list(found), []
    while near := [each for each in waiting if reached.intersection(_cells(each))]:
        kept += near
        waiting = [each for each in waiting if each not in near]
        reached.update(c for each in near for c in _cells(each))
    return kept


def _cells(each: Evidence) -> list[Cell]:
    return [cell for cell, _ in each.weights]


def _range_of(
    cell: Cell, kept: Sequence[Evidence], may_be_negative: bool
) -> Range | None:
    told = Edition("all", {cell: None}, tuple(each.reduced for each in kept))
    seen = exposures([told], may_be_negative=may_be_negative, steps=STEPS)
    return seen[0].range


def _solved(cell: Cell, kept: Sequence[Evidence]) -> list[Fraction] | None:
    """How often each is taken, so that what is left is the cell alone."""
    unknown = list(dict.fromkeys(c for each in kept for c in _cells(each)))
    rows = [
        [Fraction(dict(each.weights).get(c, 0)) for each in kept]
        + [Fraction(int(c == cell))]
        for c in unknown
    ]
    pivots = _eliminated(rows, len(kept))
    if any(row[-1] and not any(row[:-1]) for row in rows):
        return None
    factors = [Fraction(0)] * len(kept)
    for place, column in enumerate(pivots):
        factors[column] = rows[place][-1]
    return factors


def _eliminated(rows: list[list[Fraction]], columns: int) -> list[int]:
    """Bring the rows to reduced echelon form; the columns that they are solved for."""
    pivots: list[int] = []
    for column in range(columns):
        place = len(pivots)
        chosen = next((n for n in range(place, len(rows)) if rows[n][column]), None)
        if chosen is None:
            continue
        rows[place], rows[chosen] = rows[chosen], rows[place]
        rows[place] = [each / rows[place][column] for each in rows[place]]
        for other, row in enumerate(rows):
            if other != place and row[column]:
                factor = row[column]
                rows[other] = [
                    a - factor * b for a, b in zip(row, rows[place], strict=True)
                ]
        pivots.append(column)
    return pivots


def cell_of(cell: Cell) -> tuple[Strand, Period]:
    """A cell's parts, as this app makes them. Raises TypeError for any other."""
    if not isinstance(cell, tuple) or not isinstance(cell[0], Strand):
        raise TypeError(f"{cell!r} is not a strand and a period")
    strand, period = cell
    return strand, period


def _said(cell: Cell) -> str:
    strand, period = cell_of(cell)
    return f"{strand.breakdown}, {period.words}" if strand.breakdown else period.words
