// Moves between the cells of an entry grid by keyboard. Without it the grid is a form: Tab goes from cell to cell.
(() => {
  "use strict";

  const CELL = "table.grid input.cell:not([readonly]):not([disabled])";

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
})();
