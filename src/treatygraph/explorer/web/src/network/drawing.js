// A network in a box of the page, with a line below that tells what is looked at. Each tie leads to its evidence.
import cytoscape from "cytoscape";
import { isNarrow, layout } from "./layout.js";
import { style } from "./style.js";

const MANY = 40; // ties: with more, words stand at a tie only while it is looked at
const LONG = 70; // letters of the label in the middle

// Cytoscape would add a style element, which the pages' policy forbids. It does not where this name is taken;
// what the rule says (position: relative) stands in the style sheet of the pages.
const named = document.createElement("meta");
named.id = "__________cytoscape_stylesheet";
document.head.append(named);

const button = (words, says, act) => {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.setAttribute("aria-label", says);
  made.addEventListener("click", act);
  return made;
};

export const address = (key) => `/id/${key.split("/").map(encodeURIComponent).join("/")}`;

// Where ties and things lead on a site: to the pages that tell of them. `hint` says so below the picture.
const PAGES = {
  address,
  open: (key) => location.assign(address(key)),
  hint: "Choose a tie to read its evidence, or a thing for its page.",
};

// Draws into `holder`. `draw(data)` of what it gives shows another network in the same place. `way` is where ties and
// things lead: `address(key, isTie)` and `open(key, isTie)`.
export const drawing = (holder, label, way = PAGES) => {
  const box = document.createElement("div");
  box.className = "network";
  box.tabIndex = 0;
  box.setAttribute("role", "application");
  const told = document.createElement("p");
  told.className = "told";
  told.setAttribute("role", "status");
  const tools = document.createElement("div");
  tools.className = "tools";
  holder.append(tools, box, told);

  const cy = cytoscape({
    container: box,
    boxSelectionEnabled: false,
    maxZoom: 3,
    minZoom: 0.2,
    style: style(),
    // The wheel scrolls the page, and so does a finger; there are buttons and keys to zoom.
    userPanningEnabled: !matchMedia("(pointer: coarse)").matches,
    userZoomingEnabled: false,
  });
  let place = -1;
  let shown = { edges: [], nodes: [] };

  const zoom = (factor) =>
    cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  const fit = () => {
    cy.fit(undefined, 24);
    if (cy.zoom() > 1) {
      cy.zoom(1);
      cy.center();
    }
  };
  tools.append(
    button("+", "Zoom in", () => zoom(1.25)),
    button("−", "Zoom out", () => zoom(0.8)),
    button("Whole", "Show the whole network", fit),
  );

  const open = (element) => {
    const key = element.data(element.isEdge() ? "evidence" : "id");
    if (key) way.open(key, element.isEdge());
  };
  const link = (element) => {
    const key = element.data(element.isEdge() ? "evidence" : "id");
    const name = document.createElement("bdi");
    name.textContent = element.data("says");
    if (!key) return name;
    const made = document.createElement("a");
    made.href = way.address(key, element.isEdge());
    made.append(name);
    made.addEventListener("click", (event) => {
      event.preventDefault();
      way.open(key, element.isEdge());
    });
    return made;
  };
  const look = (element) => {
    cy.elements().removeClass("looked-at pale");
    if (!element) {
      told.textContent = summary();
      return;
    }
    const near = element.isEdge() ? element.union(element.connectedNodes()) : element.closedNeighborhood();
    cy.elements().difference(near).addClass("pale");
    if (element.isEdge()) element.addClass("looked-at");
    told.replaceChildren(link(element));
  };
  const summary = () => {
    const ties = shown.edges.length;
    if (ties === 0) return "Nothing is tied to it in this way.";
    const left = shown.ties_left_off ? ` ${shown.ties_left_off} more were left off; those with the most ties come first.` : "";
    return `${shown.nodes.length} things, ${ties} tie${ties === 1 ? "" : "s"}.${left} ${way.hint}`;
  };

  cy.on("mouseover", "node, edge", ({ target }) => {
    box.classList.add("over");
    look(target);
  });
  cy.on("mouseout", "node, edge", () => box.classList.remove("over"));
  cy.on("tap", "node, edge", ({ target }) => open(target));
  cy.on("tap", ({ target }) => {
    if (target === cy) look(null);
  });

  const step = (by) => {
    const edges = cy.edges();
    if (edges.length === 0) return;
    place = (place + by + edges.length) % edges.length;
    look(edges[place]);
    // Zoomed in, the tie may be out of sight.
    const { x1, x2, y1, y2 } = edges[place].renderedBoundingBox();
    if (x1 < 0 || y1 < 0 || x2 > cy.width() || y2 > cy.height()) cy.center(edges[place]);
  };
  const keys = {
    ArrowRight: () => step(1),
    ArrowDown: () => step(1),
    ArrowLeft: () => step(place < 0 ? 0 : -1),
    ArrowUp: () => step(place < 0 ? 0 : -1),
    Enter: () => place >= 0 && open(cy.edges()[place]),
    Escape: () => {
      place = -1;
      look(null);
    },
    "+": () => zoom(1.25),
    "-": () => zoom(0.8),
    0: fit,
  };
  box.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });

  const arrange = () => {
    const { positions, sides, height, room } = layout(shown, box.clientWidth);
    const narrow = isNarrow(box.clientWidth);
    const crowded = narrow || shown.edges.length > MANY || shown.nodes.some(({ steps }) => steps === 2);
    box.style.height = `${height}px`;
    cy.resize();
    cy.batch(() => {
      cy.nodes().forEach((node) => {
        node.position(positions.get(node.id()) ?? { x: 0, y: 0 });
        node.data({ room, side: sides.get(node.id()) ?? 0 });
      });
      cy.edges().forEach((edge) => {
        edge.data({ apart: narrow ? 10 : 26, crowded });
      });
    });
    fit();
  };
  const restyle = () => cy.style(style());
  document.addEventListener("look", restyle);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", restyle);
  matchMedia("print").addEventListener("change", restyle);
  let width = box.clientWidth;
  new ResizeObserver(() => {
    if (Math.abs(box.clientWidth - width) < 2) return;
    width = box.clientWidth;
    arrange();
  }).observe(box);

  const draw = (data) => {
    shown = data;
    place = -1;
    cy.elements().remove();
    cy.add([
      ...data.nodes.map(({ key, label: words, kind, steps }) => ({
        data: {
          id: key,
          label: steps === 0 && words.length > LONG ? `${words.slice(0, LONG)}…` : words,
          kind,
          steps,
          side: 0,
          room: 200,
          says: `${words} (${kind})`,
        },
      })),
      ...data.edges.map(({ key, words, status, source, target, label: says }, at) => ({
        data: { id: `tie-${at}`, evidence: key, words, status, source, target, says, apart: 26, crowded: true },
      })),
    ]);
    arrange();
    look(null);
    box.setAttribute(
      "aria-label",
      `Network of ${label}: ${data.nodes.length} things, ${data.edges.length} ties. Arrow keys go from tie to tie, Enter opens the evidence, plus and minus zoom. The same stands in the table.`,
    );
    box.dataset.ties = data.edges.length;
  };
  return { draw };
};
