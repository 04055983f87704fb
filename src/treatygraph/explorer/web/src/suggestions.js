// Suggestions as one types: the pattern "combobox with list autocomplete" of the ARIA authoring practices.
export const suggested = (input, number) => {
  const list = document.createElement("ul");
  list.className = "options";
  list.id = `options-${number}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  const holder = document.createElement("span");
  holder.className = "suggest";
  if (input.closest(".search")) input.parentNode.append(list);
  else {
    input.replaceWith(holder);
    holder.append(input, list);
  }
  const set = (name, value) => input.setAttribute(name, value);
  set("role", "combobox");
  set("aria-autocomplete", "list");
  set("aria-expanded", "false");
  set("aria-controls", list.id);

  let hits = [];
  let chosen = -1;
  let asked = 0;
  const close = () => {
    list.hidden = true;
    chosen = -1;
    set("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const take = (hit) => {
    if (input.dataset.suggest === "value") {
      input.value = hit.key;
      close();
    } else location.assign(`/id/${hit.key.split("/").map(encodeURIComponent).join("/")}`);
  };
  const mark = (place) => {
    chosen = place;
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === place)));
    if (place < 0) input.removeAttribute("aria-activedescendant");
    else {
      set("aria-activedescendant", list.children[place].id);
      list.children[place].scrollIntoView({ block: "nearest" });
    }
  };
  const show = (found) => {
    hits = found;
    list.replaceChildren(
      ...hits.map((hit, index) => {
        const item = document.createElement("li");
        item.id = `${list.id}-${index}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        const name = document.createElement("bdi");
        name.textContent = hit.label;
        const kind = document.createElement("span");
        kind.className = "meta";
        kind.textContent = hit.matched ? `${hit.kind}, ${hit.matched}` : hit.kind;
        item.append(name, kind);
        item.addEventListener("mousedown", (event) => {
          event.preventDefault();
          take(hit);
        });
        return item;
      }),
    );
    list.hidden = hits.length === 0;
    chosen = -1;
    set("aria-expanded", String(hits.length > 0));
  };
  let waiting;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    const text = input.value.trim();
    if (text.length < 2) return close();
    waiting = setTimeout(async () => {
      const mine = ++asked;
      try {
        const answer = await fetch(`/api/suggest?q=${encodeURIComponent(text)}`);
        if (answer.ok && mine === asked) show(await answer.json());
      } catch {
        close();
      }
    }, 120);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (list.hidden) return;
    else if (event.key === "ArrowDown") mark((chosen + 1) % hits.length);
    else if (event.key === "ArrowUp") mark((chosen + hits.length - 1) % hits.length);
    else if (event.key === "Enter" && chosen >= 0) take(hits[chosen]);
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
};
