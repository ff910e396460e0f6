"""What more to hide, so that nothing hidden is given away.

Rows and columns keep their totals and lose cells; totals over periods are withheld
themselves. Then the differencing search checks all, with every earlier edition.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from measures.domain.disclosure.published import Cell, Edition, Statement
from measures.domain.disclosure.search import Exposure, unsafe
from measures.domain.disclosure.small import THRESHOLD


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
        )

    def hide(self, cell: Cell) -> Table:
        return replace(self, hidden=self.hidden | {cell})

    def withhold(self, statement: Statement) -> Table:
        return replace(
            self,
            lines=tuple(each for each in self.lines if each is not statement),
            totals=tuple(each for each in self.totals if each is not statement),
        )


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

    At each step the search takes the first candidate that leaves nothing unsafe, or
    else the one that leaves least. Totals over periods come first, then cells, the
    smallest first, then the totals of rows and columns.
    """
    now = _with_lines_completed(table)
    exposed = now.unsafe()
    while exposed:
        following = _next(now, exposed)
        if following is None:
            break
        now, exposed = following
    return Proposal(
        cells=tuple(cell for cell in now.values if cell in now.hidden - table.hidden),
        totals=_gone(table.lines + table.totals, now.lines + now.totals),
        unsafe=exposed,
        table=now,
    )


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


def _next(
    table: Table, exposed: Sequence[Exposure]
) -> tuple[Table, tuple[Exposure, ...]] | None:
    """One thing more hidden, and what is then unsafe; None if nothing is left."""
    best: tuple[Table, tuple[Exposure, ...]] | None = None
    for candidate in _candidates(table, {each.cell for each in exposed}):
        left = candidate.unsafe()
        if not left:
            return candidate, left
        if best is None or len(left) < len(best[1]):
            best = candidate, left
    return best


def _candidates(table: Table, cells: set[Cell]) -> Iterable[Table]:
    """The table with one thing more hidden that bears on the unsafe cells."""
    near, linked = _linked(table, cells)
    lines = {id(line) for line in table.lines}
    for statement in linked:
        if id(statement) not in lines:
            yield table.withhold(statement)
    for cell in _by_size(table, near):
        yield table.hide(cell)
    for statement in linked:
        if id(statement) in lines:
            yield table.withhold(statement)


def _linked(table: Table, cells: set[Cell]) -> tuple[dict[Cell, None], list[Statement]]:
    """The statements that lead to the cells through hidden ones, nearest first.

    Of equally near ones the latest comes first. Their cells come with them.
    """
    reached, near = set(cells), dict.fromkeys(cells)
    waiting = [*reversed(table.totals), *reversed(table.lines)]
    linked: list[Statement] = []
    while True:
        found = [each for each in waiting if reached.intersection(each.cells)]
        if not found:
            return near, linked
        linked += found
        waiting = [each for each in waiting if each not in found]
        for statement in found:
            near.update(dict.fromkeys(statement.cells))
            reached.update(c for c in statement.cells if c in table.hidden)
