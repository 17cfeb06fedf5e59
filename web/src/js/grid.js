// Filling in figures with the keyboard and from a workbook. Cells are inputs with
// data-cell inside [data-grid]; each row's form keeps itself when something changes.

const cellsOf = (grid) => [...grid.querySelectorAll("input[data-cell]")].filter((cell) => cell.offsetParent);

/** Enter and the arrows go from cell to cell, as in a workbook. */
function move(event) {
  const cell = event.target.closest?.("[data-grid] input[data-cell]");
  if (!cell || event.altKey || event.ctrlKey || event.metaKey) return;
  const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const cells = cellsOf(cell.closest("[data-grid]"));
  const next = cells[cells.indexOf(cell) + step];
  event.preventDefault();
  if (next) {
    next.focus();
    next.select();
  } else {
    cell.blur();
  }
}

/** A block copied from a workbook fills the cells from here on, one after the other. */
function paste(event) {
  const cell = event.target.closest?.("[data-grid] input[data-cell]");
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const parts = text.replace(/\r/g, "").replace(/\n$/, "").split(/[\n\t]/);
  if (!cell || parts.length < 2) return;
  event.preventDefault();
  const cells = cellsOf(cell.closest("[data-grid]"));
  const rows = new Set();
  let at = cells.indexOf(cell);
  for (const part of parts) {
    const target = cells[at++];
    if (!target) break;
    target.value = part.trim();
    agree({ target });
    rows.add(target.form);
  }
  // one request for each row, when all of its cells are filled
  for (const row of rows) row.querySelector("input[data-cell]").dispatchEvent(new Event("change", { bubbles: true }));
  cells[Math.min(at, cells.length) - 1].focus();
}

/** The status beside a cell says what the cell says: an amount is known, an emptied one is not. */
function agree(event) {
  const cell = event.target.closest?.("[data-grid] input[data-cell]");
  const state = cell?.closest(".ikk-fields")?.querySelector("select");
  if (!state) return;
  if (cell.value.trim() !== "" && state.value === "") state.value = "angka";
  if (cell.value.trim() === "" && state.value === "angka") state.value = "";
}

export function startGrid() {
  // before the row's form is read and sent
  document.addEventListener("change", agree, true);
  document.addEventListener("keydown", move);
  document.addEventListener("paste", paste);
}
