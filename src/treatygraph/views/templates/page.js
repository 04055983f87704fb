"use strict";
(() => {
  const { traces, layout, notes } = JSON.parse(document.getElementById("data").textContent);
  const figure = document.getElementById("figure");
  const note = document.getElementById("note");
  const filters = document.getElementById("filters");
  if (!layout.height) figure.classList.add("tall");

  const config = {
    displaylogo: false,
    responsive: true,
    scrollZoom: true,
    modeBarButtonsToRemove: ["select2d", "lasso2d", "autoScale2d"],
  };

  // Text of documents goes in as text, never as HTML.
  const add = (parent, tag, text, name) => {
    const element = document.createElement(tag);
    element.textContent = text;
    if (name) element.className = name;
    parent.append(element);
    return element;
  };

  const tell = ({ title, lines, quotes }) => {
    note.replaceChildren();
    add(add(note, "p", ""), "b", title);
    for (const line of lines) add(note, "p", line, "line");
    for (const [text, source] of quotes) {
      const quote = add(note, "blockquote", text);
      quote.dir = "auto";
      add(quote, "footer", source);
    }
  };

  const place = ({ clientX, clientY }) => {
    const box = figure.getBoundingClientRect();
    const [x, y] = [clientX - box.left, clientY - box.top];
    const left = x + 18 + note.offsetWidth > box.width ? x - 18 - note.offsetWidth : x + 18;
    const top = Math.min(y + 14, box.height - note.offsetHeight - 8);
    note.style.left = `${Math.max(8, left)}px`;
    note.style.top = `${Math.max(8, top)}px`;
  };

  let kept = false;
  const keep = (value) => {
    kept = value;
    note.classList.toggle("kept", value);
    if (!value) note.hidden = true;
  };
  const show = ({ points, event }) => {
    const said = notes[points[0].customdata];
    if (!said) return;
    tell(said);
    note.hidden = false;
    place(event);
  };

  const ticked = (name) =>
    new Set([...filters.querySelectorAll(`[name=${name}]:checked`)].map((box) => box.value));

  // A trace has the kind and the status that it is shown for; an empty status goes with any.
  const filter = () => {
    const [kinds, statuses] = [ticked("kind"), ticked("status")];
    const passes = (kind, status) => kinds.has(kind) && (!status || statuses.has(status));
    const visible = traces.map(({ meta }) => !meta || passes(...meta));
    Plotly.restyle(figure, { visible });
    for (const item of document.querySelectorAll("#list > li")) {
      item.hidden = !passes(item.dataset.kind, item.dataset.status);
    }
    keep(false);
  };

  Plotly.newPlot(figure, traces, layout, config).then(() => {
    figure.on("plotly_hover", (data) => kept || show(data));
    figure.on("plotly_unhover", () => kept || (note.hidden = true));
    figure.on("plotly_click", (data) => {
      show(data);
      keep(true);
    });
    figure.on("plotly_relayout", () => keep(false));
    document.addEventListener("keydown", ({ key }) => key === "Escape" && keep(false));
    filters.addEventListener("change", filter);
    document.body.dataset.ready = "yes";
  });
})();
