"use strict";
(() => {
  const { traces, layout, notes, dark } = JSON.parse(document.getElementById("data").textContent);
  const figure = document.getElementById("figure");
  const note = document.getElementById("note");
  const filters = document.getElementById("filters");
  const night = matchMedia("(prefers-color-scheme: dark)");

  const config = {
    displaylogo: false,
    responsive: true,
    scrollZoom: true,
    modeBarButtons: [["zoom2d", "pan2d", "zoomIn2d", "zoomOut2d", "resetScale2d", "toImage"]],
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

  // A trace has the kind and the statuses of which one must be ticked; one without is always shown.
  const passes = (kinds, statuses, kind, status) =>
    kinds.has(kind) && status.split(" ").some((each) => statuses.has(each));
  const filter = () => {
    const on = [ticked("kind"), ticked("status")];
    for (const trace of traces) trace.visible = !trace.meta || passes(...on, ...trace.meta);
    for (const row of document.querySelectorAll("#list > tbody > tr")) {
      row.hidden = !passes(...on, row.dataset.kind, row.dataset.status);
    }
    keep(false);
  };

  // On a dark page, every colour of the figure is the one that the table of colours names for it. Standings keep
  // theirs: words stand on them.
  const tinted = (value) => {
    if (typeof value === "string") return dark[value] ?? value;
    if (Array.isArray(value)) return value.map(tinted);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, tinted(each)]));
  };
  const draw = () => {
    const tint = night.matches ? tinted : structuredClone;
    const shown = traces.map((trace) => (trace.name === "standing" ? structuredClone : tint)(trace));
    return Plotly.react(figure, shown, tint(layout), config);
  };

  // Scrolling moves the page; only with Ctrl, as pinching sends it, it zooms the picture.
  figure.addEventListener(
    "wheel",
    (event) => event.ctrlKey || event.metaKey || event.stopPropagation(),
    { capture: true },
  );

  draw().then(() => {
    figure.on("plotly_hover", (data) => kept || show(data));
    figure.on("plotly_unhover", () => kept || (note.hidden = true));
    figure.on("plotly_click", (data) => {
      show(data);
      keep(true);
    });
    figure.on("plotly_relayout", () => keep(false));
    document.addEventListener("keydown", ({ key }) => key === "Escape" && keep(false));
    filters.addEventListener("change", () => {
      filter();
      draw();
    });
    night.addEventListener("change", draw);
    document.body.dataset.ready = "yes";
  });
})();
