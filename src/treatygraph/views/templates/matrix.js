"use strict";
// Sorting by a column: the same heading again turns the order round.
const body = document.querySelector("#matrix tbody");
let last = 0;
let turned = false;
for (const button of document.querySelectorAll("thead button")) {
  button.addEventListener("click", () => {
    const column = Number(button.dataset.column);
    turned = column === last && !turned;
    last = column;
    const rows = [...body.rows];
    const value = (row) => row.cells[column].dataset.sort;
    rows.sort((a, b) => value(a).localeCompare(value(b)) || a.cells[0].dataset.sort.localeCompare(b.cells[0].dataset.sort));
    if (turned) rows.reverse();
    body.append(...rows);
  });
}
