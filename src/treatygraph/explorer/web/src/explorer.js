// What makes the pages more comfortable. All of them can be read without it.
import { chosenAppearance } from "./choosing.js";
import { suggested } from "./suggestions.js";
import { sortable } from "./tables.js";

const each = (selector, make) => document.querySelectorAll(selector).forEach(make);

chosenAppearance(document.querySelector(".bottom .inner"));
each("input[data-suggest]", suggested);
each("table[data-sort]", sortable);
each("[data-network]", async (figure) => (await import("./network/figure.js")).network(figure));
each("textarea[data-editor]", async (area) => (await import("./editor.js")).edited(area));
each("table[data-ties]", async (table) => (await import("./network/results.js")).drawable(table));
