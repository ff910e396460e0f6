// Moves between the cells of an entry grid by keyboard, brings back what is saved, and pastes a block copied from a spreadsheet. Without it the grid is a form: Tab goes from cell to cell.
(() => {
  "use strict";

  const CELL = "table.grid input.cell:not([disabled])";
  const FIGURE = "table.grid td.in input.cell";

  const isOpen = (cell) => !cell.readOnly;

  const columnOf = (cell) =>
    cell.closest("td").dataset.column ?? String([...cell.closest("tr").querySelectorAll("input.cell")].indexOf(cell));

  /** The cells of one column from top to bottom, those that are hidden left out. */
  const columnOfCells = (cell) =>
    [...cell.closest("table").querySelectorAll(CELL)].filter(
      (other) => columnOf(other) === columnOf(cell) && !other.closest("tbody").hidden,
    );

  /** The next open cell above (-1) or below (1) in the same column, or null at the edge. */
  const neighbour = (cell, step) => {
    const cells = columnOfCells(cell).filter((other) => isOpen(other) || other === cell);
    return cells[cells.indexOf(cell) + step] ?? null;
  };

  const STEPS = { Enter: 1, ArrowDown: 1, ArrowUp: -1 };

  /** Somebody typed this: say so as the browser would. */
  const changed = (cell) => cell.dispatchEvent(new Event("change", { bubbles: true }));

  const bringBack = (cell) => {
    if (cell.value !== cell.dataset.stored) {
      cell.value = cell.dataset.stored;
      cell.select();
      changed(cell);
    }
  };

  document.addEventListener("keydown", (event) => {
    const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.isComposing;
    if (!plain || !event.target.matches?.(CELL)) {
      return;
    }
    if (event.key === "Escape" && event.target.matches(FIGURE) && isOpen(event.target)) {
      bringBack(event.target);
    } else if (event.key in STEPS) {
      const back = event.key === "Enter" && event.shiftKey;
      const next = neighbour(event.target, back ? -1 : STEPS[event.key]);
      event.preventDefault();
      if (next) {
        next.focus();
        next.select();
      } else {
        changed(event.target);
      }
    }
  });

  /** Lay a block of copied cells over the grid, from one cell down and to the right; what was left out, by why. */
  const lay = (rows, first) => {
    const down = columnOfCells(first);
    const start = down.indexOf(first);
    const left = { rows: 0, columns: 0, closed: 0 };
    const laid = [];
    rows.forEach((texts, depth) => {
      const head = down[start + depth];
      if (!head) {
        left.rows += 1;
        return;
      }
      const cells = [...head.closest("tr").querySelectorAll(FIGURE)];
      texts.forEach((text, steps) => {
        const cell = cells[cells.indexOf(head) + steps];
        if (!cell) {
          left.columns = Math.max(left.columns, texts.length - steps);
        } else if (isOpen(cell)) {
          cell.value = text.trim();
          laid.push(cell);
        } else if (text.trim() !== cell.value) {
          left.closed += 1;
        }
      });
      left.columns = Math.min(left.columns, texts.length);
    });
    laid.forEach(changed);
    return left;
  };

  /** "Not everything fitted. Left out: 3 rows, 1 columns": in sight, and read out. */
  const tell = (form, left) => {
    const told = Object.entries(left).filter(([, n]) => n > 0);
    const words = told.map(([name, n]) => `${form.dataset[name]}: ${n}`).join("; ");
    const note = form.querySelector("[data-beyond-the-grid]");
    note.hidden = told.length === 0;
    note.textContent = told.length ? `${form.dataset.beyond} ${words}.` : "";
    form.querySelector("[data-said]").textContent = note.textContent;
  };

  document.addEventListener("paste", (event) => {
    if (!event.target.matches?.(FIGURE) || !isOpen(event.target)) {
      return;
    }
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    if (/[\t\n]/.test(text)) {
      event.preventDefault();
      const rows = text.split("\n").map((row) => row.split("\t"));
      tell(event.target.form, lay(rows, event.target));
    }
  });
})();
