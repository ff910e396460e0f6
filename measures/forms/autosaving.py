"""A cell of the entry grid that saves itself: what is stored, what stays as typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from measures.forms.cells import STAND_INS, FigureCells
from measures.forms.rows import drawn
from measures.forms.values import ReturnForm
from measures.grid import Return
from measures.statements import Cell


class Attempt:
    """One measure's cells as they were sent, each figure stored on its own.

    ``due`` is a return of that measure alone. A figure that is wrong, odd, half typed
    or in conflict stays as it was typed; it does not keep the others from storing.
    ``stored`` are the figures that were stored just before, by their cells' prefix.
    """

    def __init__(
        self, due: Return, data: Mapping[str, str], stored: Sequence[str] = ()
    ) -> None:
        self.form = ReturnForm(due, data)
        self.data = data
        self.stored = stored
        (self.measure,) = self.form.measures.values()
        for cells in self._figures:
            if cells.is_half:
                cells.errors.clear()

    @property
    def _figures(self) -> list[FigureCells]:
        return self.measure.figures

    @property
    def ready(self) -> list[Cell]:
        return list(self.measure.ready())

    @property
    def names_of_ready(self) -> list[str]:
        """The figures that are about to be stored."""
        return [each.prefix for each in self._typed() if not each.is_held]

    def left(self) -> dict[str, str]:
        """What stays as it was typed, once what is ready is stored."""
        waiting = {each.prefix for each in self._typed() if each.is_held}
        done = [f"{c.prefix}." for c in self._figures if c.prefix not in waiting]
        if self.measure.symbol in STAND_INS:  # it has filled the empty cells
            done.append(f"{self.measure.prefix}.symbol")
        return {
            name: text
            for name, text in self.data.items()
            if not name.startswith(tuple(done))
        }

    def refuse(self, message: str) -> None:
        """Say why what was ready could not be stored."""
        for cells in self._typed():
            if not cells.is_held:
                cells.errors.append((cells.parts[0][0], message))

    @property
    def facts(self) -> dict[str, object]:
        """The measure's rows as the grid draws them, and which were just stored."""
        grid = drawn(self.form)
        ((block,),) = (group.blocks for group in grid.groups)
        stored = " ".join(self.stored)
        return {"grid": grid, "block": block, "due": self.form.due, "stored": stored}

    def _typed(self) -> list[FigureCells]:
        return [cells for cells in self._figures if cells.is_touched]
