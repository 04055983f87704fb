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

export const network = (figure) => {
  const form = figure.querySelector("form");
  const { draw } = drawing(figure, figure.dataset.label);
  figure.append(legend());
  const told = figure.querySelector(".told");
  let asked = 0;
  const show = async () => {
    const mine = ++asked;
    const wanted = new URLSearchParams(new FormData(form));
    const answer = await fetch(`${figure.dataset.network}?${wanted}`, { headers: { Accept: "application/json" } });
    if (mine !== asked) return;
    if (!answer.ok) {
      told.textContent = await answer.text();
      return;
    }
    const data = await answer.json();
    refill(form.elements.kind, data.kinds);
    draw(data);
  };
  form.addEventListener("change", () => {
    if (form.reportValidity()) show();
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
