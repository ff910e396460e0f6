"""What more to hide, so that nothing hidden is given away.

Rows and columns keep their totals and lose cells; totals over periods are withheld
themselves. Then the differencing search checks all, with every earlier edition.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from measures.domain.disclosure.published import Cell, Edition, Statement
from measures.domain.disclosure.search import Exposure, unsafe
from measures.domain.disclosure.small import THRESHOLD

STEPS_FOR_EACH = 50_000
"""Of the search, for each candidate: one that takes longer counts as unsafe."""


@dataclass(frozen=True)
class Table:
    """What is about to be published, as the office knows it.

    ``values`` are the true numbers (None: not known to us either, so hidden);
    ``hidden`` the cells already hidden, for being small or by a person. ``lines`` are
    rows and columns with their totals, ``totals`` all else that is stated of several
    cells: rolling and year totals, changes, shares. ``earlier`` editions, oldest
    first, cannot be taken back.
    """

    values: Mapping[Cell, int | None]
    hidden: frozenset[Cell]
    lines: tuple[Statement, ...] = ()
    totals: tuple[Statement, ...] = ()
    earlier: tuple[Edition, ...] = ()
    threshold: int = THRESHOLD
    may_be_negative: Collection[Cell] | bool = False

    @property
    def shown(self) -> Edition:
        """This table as a reader sees it."""
        cells = {
            cell: None if cell in self.hidden else value
            for cell, value in self.values.items()
        }
        return Edition("this edition", cells, self.lines + self.totals)

    def unsafe(self) -> tuple[Exposure, ...]:
        """The hidden cells not shown to be safe, if it were published as it is."""
        return unsafe(
            [*self.earlier, self.shown],
            threshold=self.threshold,
            may_be_negative=self.may_be_negative,
            steps=STEPS_FOR_EACH,
        )

    def hide(self, cell: Cell) -> Table:
        return replace(self, hidden=self.hidden | {cell})

    def withhold(self, statement: Statement) -> Table:
        lines = tuple(each for each in self.lines if each is not statement)
        return replace(self, lines=lines)


@dataclass(frozen=True)
class Proposal:
    """What more to hide, in the order found: cells, and totals to withhold.

    ``table`` is the table with all of it hidden. ``unsafe`` are the cells that earlier
    editions give away, which nothing done now can help.
    """

    cells: tuple[Cell, ...]
    totals: tuple[Statement, ...]
    unsafe: tuple[Exposure, ...]
    table: Table


def proposals(table: Table) -> Proposal:
    """The further cells and totals to hide until every hidden cell is safe.

    First rows and columns alone: a second cell where there is one, then, while the
    search finds a cell unsafe, the smallest other cell that mends it, or else a row's
    or column's total. Then as many totals over periods as leave all of it safe, the
    last ones first.
    """
    lost = frozenset(each.cell for each in _most_hidden(table).unsafe())
    lines = _with_lines_completed(replace(table, totals=()))
    lines = _with_cells_hidden(lines, lost)
    now = _with_totals(lines, table.totals[::-1], lost)
    now = replace(now, totals=_in_order(table.totals, now.totals))
    return Proposal(
        cells=tuple(cell for cell in now.values if cell in now.hidden - table.hidden),
        totals=_gone(table.lines + table.totals, now.lines + now.totals),
        unsafe=now.unsafe(),
        table=now,
    )


def _most_hidden(table: Table) -> Table:
    """The table with everything hidden that can be: what is still unsafe is lost."""
    hidden = table.hidden.union(_by_size(table, table.values))
    return replace(table, hidden=hidden, lines=(), totals=())


def _in_order(
    statements: Iterable[Statement], kept: Iterable[Statement]
) -> tuple[Statement, ...]:
    of_kept = {id(each) for each in kept}
    return tuple(each for each in statements if id(each) in of_kept)


def _gone(
    before: Iterable[Statement], after: Iterable[Statement]
) -> tuple[Statement, ...]:
    kept = {id(each) for each in after}
    return tuple(each for each in before if id(each) not in kept)


# -- rows and columns


def _with_lines_completed(table: Table) -> Table:
    """Hide a second cell, or a third, in every line that its total would open."""
    unknown = {cell for cell, value in table.values.items() if value is None}
    now = replace(table, hidden=table.hidden | unknown)
    while True:
        found = (_line_completion(now, line) for line in now.lines)
        cell = next((each for each in found if each is not None), None)
        if cell is None:
            return now
        now = now.hide(cell)


def _line_completion(table: Table, line: Statement) -> Cell | None:
    """The next cell to hide in a line, or None where it is enough, or none is left."""
    hidden = [cell for cell in line.cells if cell in table.hidden]
    if not line.is_exact or not hidden:
        return None
    together = sum(abs(table.values.get(cell) or 0) for cell in hidden)
    if len(hidden) > 1 and together >= table.threshold:
        return None
    return next(iter(_by_size(table, line.cells)), None)


def _by_size(table: Table, cells: Iterable[Cell]) -> list[Cell]:
    """The cells that hiding may help, smallest first: never a true 0.

    A cell that an earlier edition showed is known, whatever is done to it now.
    """
    told = {
        cell
        for edition in table.earlier
        for cell, value in edition.cells.items()
        if value is not None
    }
    sizes = {
        cell: abs(table.values.get(cell) or 0)
        for cell in cells
        if cell not in table.hidden and cell not in told
    }
    return sorted((cell for cell, size in sizes.items() if size), key=sizes.__getitem__)


# -- what the search finds


def _with_cells_hidden(table: Table, lost: frozenset[Cell]) -> Table:
    """Hide one thing after another until no cell is unsafe but the lost ones."""
    exposed = _unsafe_cells(table, lost)
    while exposed:
        following = _next(table, exposed, lost)
        if following is None:
            return table
        table, exposed = following
    return table


def _unsafe_cells(table: Table, lost: frozenset[Cell]) -> list[Cell]:
    return [each.cell for each in table.unsafe() if each.cell not in lost]


def _next(
    table: Table, exposed: list[Cell], lost: frozenset[Cell]
) -> tuple[Table, list[Cell]] | None:
    """One thing more hidden, and what is then unsafe; None if nothing is left.

    The first candidate that mends the first cell without harm, or else the one that
    leaves least.
    """
    best: tuple[Table, list[Cell]] | None = None
    for candidate in _candidates(table, exposed[0]):
        left = _unsafe_cells(candidate, lost)
        if best is None or len(left) < len(best[1]):
            best = candidate, left
        if exposed[0] not in left and len(left) < len(exposed):
            return candidate, left
    return best


def _candidates(table: Table, cell: Cell) -> Iterator[Table]:
    """The table with one thing more hidden that bears on the cell, nearest first."""
    lines = _lines_to(table, cell)
    near = dict.fromkeys(each for line in lines for each in line.cells)
    for other in _by_size(table, near):
        yield table.hide(other)
    for line in lines:
        yield table.withhold(line)


def _lines_to(table: Table, cell: Cell) -> list[Statement]:
    """The lines that lead to a cell through hidden ones, nearest first."""
    reached: set[Cell] = {cell}
    waiting = list(table.lines)
    linked: list[Statement] = []
    while found := [each for each in waiting if reached.intersection(each.cells)]:
        linked += found
        waiting = [each for each in waiting if not reached.intersection(each.cells)]
        reached.update(c for each in found for c in each.cells if c in table.hidden)
    return linked


def _with_totals(
    table: Table, totals: Sequence[Statement], lost: frozenset[Cell]
) -> Table:
    """Put back as many totals as leave no cell unsafe, by halves, in their order."""
    whole = replace(table, totals=(*table.totals, *totals))
    if not totals or not _unsafe_cells(whole, lost):
        return whole
    if len(totals) == 1:
        return table
    middle = len(totals) // 2
    table = _with_totals(table, totals[:middle], lost)
    return _with_totals(table, totals[middle:], lost)
