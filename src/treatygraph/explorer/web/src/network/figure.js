// The network of a page: drawn from the same address that gives its table, and drawn anew for each choice of its form.
import { drawing } from "./drawing.js";

const KEY = [
  ["state", "a state"],
  ["treaty", "a treaty"],
  ["body", "a body"],
  ["person", "a person"],
  ["other", "another"],
];
const LINES = [
  ["done", "done"],
  ["underway", "under way"],
  ["proposed", "proposed"],
  ["not-done", "not done"],
];

const legend = () => {
  const made = document.createElement("figcaption");
  const item = (sort, [name, words]) => {
    const span = document.createElement("span");
    span.className = "key";
    const sign = document.createElement("i");
    sign.className = `${sort} ${name}`;
    span.append(sign, ` ${words}`);
    return span;
  };
  made.append(...KEY.map((each) => item("thing", each)), ...LINES.map((each) => item("tie", each)));
  return made;
};

// What can be chosen follows what there is: two steps may know kinds that one did not.
const refill = (select, kinds) => {
  const chosen = select.value;
  const [any] = select.options;
  select.replaceChildren(any, ...kinds.map(([value, words]) => new Option(words, value)));
  select.value = kinds.some(([value]) => value === chosen) ? chosen : "";
};

// Draws what `ask(choice)` gives for the choice of the form, at once and after each change: the data of a network, or in
// words why there is none.
export const shown = (figure, ask, way) => {
  const form = figure.querySelector("form");
  const { draw } = drawing(figure, figure.dataset.label, way);
  figure.append(legend());
  const told = figure.querySelector(".told");
  let asked = 0;
  const show = async () => {
    const mine = ++asked;
    const data = await ask(new URLSearchParams(new FormData(form)));
    if (mine !== asked) return;
    if (typeof data === "string") {
      told.textContent = data;
      return;
    }
    refill(form.elements.kind, data.kinds);
    draw(data);
  };
  form.addEventListener("change", () => {
    if (form.reportValidity()) show();
  });
  return show;
};

export const network = (figure) => {
  const show = shown(figure, async (wanted) => {
    const answer = await fetch(`${figure.dataset.network}?${wanted}`, { headers: { Accept: "application/json" } });
    return answer.ok ? answer.json() : answer.text();
  });
  // Far down the page it is drawn when it comes near.
  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      near.disconnect();
      show();
    },
    { rootMargin: "600px" },
  );
  near.observe(figure);
};
