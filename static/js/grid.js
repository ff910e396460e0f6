// Moves between the cells of an entry grid by keyboard, and pastes a block copied from a spreadsheet. Without it the grid is a form: Tab goes from cell to cell.
(() => {
  "use strict";

  const TYPED = "input.cell:not([readonly]):not([disabled])";
  const CELL = `table.grid ${TYPED}`;
  const FIGURE = `table.grid td.in ${TYPED}`;

  /** The cell above (-1) or below (1) in the same column of the same table, or null at the edge. */
  const neighbour = (cell, step) => {
    const column = cell.closest("td").dataset.column ?? String(columnOf(cell));
    const cells = [...cell.closest("table").querySelectorAll(CELL)].filter(
      (other) => (other.closest("td").dataset.column ?? String(columnOf(other))) === column,
    );
    return cells[cells.indexOf(cell) + step] ?? null;
  };

  /** Where a cell stands among the inputs of its row: row heads that span rows make a plain cell index unsafe. */
  const columnOf = (cell) => [...cell.closest("tr").querySelectorAll("input.cell")].indexOf(cell);

  const STEPS = { Enter: 1, ArrowDown: 1, ArrowUp: -1 };

  document.addEventListener("keydown", (event) => {
    const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.isComposing;
    if (!plain || !(event.key in STEPS) || !event.target.matches?.(CELL)) {
      return;
    }
    const back = event.key === "Enter" && event.shiftKey;
    const next = neighbour(event.target, back ? -1 : STEPS[event.key]);
    event.preventDefault();
    if (next) {
      next.focus();
      next.select();
    }
  });

  /** The cell of the same row that stands a number of columns to the right, or null. */
  const beside = (cell, steps) => {
    const cells = [...cell.closest("tr").querySelectorAll(FIGURE)];
    return cells[cells.indexOf(cell) + steps] ?? null;
  };

  /** Lay a block of copied cells over the grid, from one cell down and to the right; what does not fit is left out. */
  const lay = (rows, first) => {
    let start = first;
    for (const row of rows) {
      if (!start) {
        return;
      }
      row.split("\t").forEach((text, steps) => {
        const cell = beside(start, steps);
        if (cell) {
          cell.value = text.trim();
        }
      });
      start = neighbour(start, 1);
    }
  };

  document.addEventListener("paste", (event) => {
    if (!event.target.matches?.(FIGURE)) {
      return;
    }
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    if (/[\t\n]/.test(text)) {
      event.preventDefault();
      lay(text.split("\n"), event.target);
    }
  });
})();
