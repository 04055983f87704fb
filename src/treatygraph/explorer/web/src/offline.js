// The network in a file that stands alone: what it holds is its table and the data beside it. Nothing is fetched.
import { selection } from "./network/choosing.js";
import { shown } from "./network/figure.js";
import { sortable } from "./tables.js";

const figure = document.querySelector("[data-pool]");
const pool = JSON.parse(document.getElementById("pool").textContent);
const form = figure.querySelector("form");
const rows = [...document.querySelectorAll("#ties tbody tr")];
const caption = document.querySelector("#ties caption");
const evidence = document.getElementById("evidence");
form.hidden = false;
document.querySelectorAll("table[data-sort]").forEach(sortable);

// The sentences are those of the table, so that what is read here is what is read there.
const tell = (key) => {
  const row = document.getElementById(key);
  const heading = document.createElement("h2");
  const name = document.createElement("bdi");
  name.textContent = row.dataset.says;
  heading.append(name);
  evidence.replaceChildren(heading, ...[...row.cells[row.cells.length - 1].childNodes].map((each) => each.cloneNode(true)));
  evidence.hidden = false;
};

const ask = async (wanted) => {
  const [depth, since, until] = ["depth", "since", "until"].map((name) => Number(wanted.get(name)));
  const [kind, status] = ["kind", "status"].map((name) => wanted.get(name));
  const data = selection(pool, wanted.get("middle"), { depth, kind, status, since, until });
  const keys = new Set(data.edges.map(({ key }) => key));
  for (const row of rows) row.hidden = !keys.has(row.id);
  caption.textContent = `${keys.size} of the ${rows.length} ties in this file: those in the picture.`;
  evidence.hidden = true;
  return data;
};

const show = shown(figure, ask, {
  address: (key, isTie) => (isTie ? `#${encodeURIComponent(key)}` : "#"),
  open: (key, isTie) => {
    if (isTie) return tell(key);
    form.elements.middle.value = key;
    form.dispatchEvent(new Event("change"));
  },
  hint: "Choose a tie to read its sentences, or a thing to put it in the middle.",
});
form.addEventListener("submit", (event) => event.preventDefault());
show();
