// A choice of light and dark at the foot of each page.
import { remember, remembered } from "./memory.js";

const LOOKS = [
  ["", "as the system"],
  ["light", "light"],
  ["dark", "dark"],
];

export const chosenAppearance = (place) => {
  if (!place) return;
  const select = document.createElement("select");
  select.id = "look";
  select.append(...LOOKS.map(([value, words]) => new Option(words, value, false, value === remembered())));
  const label = document.createElement("label");
  label.htmlFor = select.id;
  label.textContent = "Appearance ";
  const line = document.createElement("p");
  line.className = "look";
  line.append(label, select);
  place.append(line);
  select.addEventListener("change", () => {
    remember(select.value);
    if (select.value) document.documentElement.dataset.look = select.value;
    else delete document.documentElement.dataset.look;
    document.dispatchEvent(new Event("look"));
  });
};
