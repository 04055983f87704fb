// The network of what a thing is tied to. The lists and tables of the page tell the same without it.
import cytoscape from "cytoscape";

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// A colour as the page has it now: custom properties with light-dark() have to be resolved by an element.
const colour = (holder, name) => {
  holder.style.color = `var(${name})`;
  const found = getComputedStyle(holder).color;
  holder.style.color = "";
  return found;
};

// Told by line and by arrow as well as by colour.
const STATUSES = {
  done: { name: "--done", line: "solid", arrow: "triangle" },
  underway: { name: "--underway", line: "dashed", arrow: "triangle" },
  proposed: { name: "--proposed", line: "dotted", arrow: "vee" },
  "not-done": { name: "--not-done", line: "dotted", arrow: "tee" },
};
const FEW = 14;
const SHAPES = { state: "ellipse", territory: "ellipse", treaty: "round-rectangle", body: "hexagon", person: "diamond" };

const style = (holder) => {
  const ink = colour(holder, "--ink");
  const paper = colour(holder, "--paper");
  return [
    {
      selector: "node",
      style: {
        "background-color": colour(holder, "--panel"),
        "border-color": colour(holder, "--soft"),
        "border-width": 1.5,
        color: ink,
        "font-family": css("font-family") || "sans-serif",
        "font-size": 11,
        height: 20,
        label: "data(short)",
        shape: (node) => SHAPES[node.data("kind")] ?? "round-rectangle",
        "text-background-color": paper,
        "text-background-opacity": 0.85,
        "text-background-padding": 2,
        "text-margin-y": 4,
        "text-max-width": 112,
        "text-valign": "bottom",
        "text-wrap": "wrap",
        width: 20,
      },
    },
    { selector: "node[?centre]", style: { "background-color": colour(holder, "--link"), "font-weight": "bold", height: 30, width: 30 } },
    {
      selector: "edge",
      style: {
        color: ink,
        "curve-style": "bezier",
        "font-size": 10,
        // With many acts the words would cover the lines: they are told when one points at a line.
        label: (edge) => (edge.cy().edges().length <= FEW ? edge.data("words") : ""),
        "target-arrow-shape": (edge) => (STATUSES[edge.data("status")] ?? STATUSES.done).arrow,
        "line-style": (edge) => (STATUSES[edge.data("status")] ?? STATUSES.done).line,
        "text-background-color": paper,
        "text-background-opacity": 0.85,
        "text-background-padding": 1,
        "text-rotation": "autorotate",
        width: (edge) => Math.min(1.5 + Math.log2(edge.data("claims")), 6),
      },
    },
    ...Object.entries(STATUSES).map(([status, { name }]) => ({
      selector: `edge[status = "${status}"]`,
      style: { "line-color": colour(holder, name), "target-arrow-color": colour(holder, name) },
    })),
    { selector: "edge.chosen", style: { label: "data(words)", "z-index": 9 } },
    { selector: ".chosen", style: { "overlay-color": colour(holder, "--link"), "overlay-opacity": 0.2 } },
    { selector: ".away", style: { display: "none" } },
  ];
};

const option = (select, value, words) => {
  const made = document.createElement("option");
  made.value = value;
  made.textContent = words;
  select.append(made);
};

const short = (label) => (label.length > 48 ? `${label.slice(0, 46)}…` : label);

const elements = (told) => [
  ...told.nodes.map((node) => ({ data: { ...node, id: node.key, short: short(node.label), centre: node.key === told.centre } })),
  ...told.edges.map((edge) => ({ data: { id: edge.key, ...edge } })),
];

const address = (key) => `/id/${key.split("/").map(encodeURIComponent).join("/")}`;

// Around one thing, the others stand on two ellipses that fill the canvas; what reaches further is left to forces.
const layout = (network, canvas) => {
  const others = network.nodes.filter((node) => node.key !== network.centre);
  if (network.depth > 1 || others.length > 44) {
    return {
      name: "cose",
      animate: false,
      boundingBox: { x1: 0, y1: 0, w: 1.2 * canvas.clientWidth, h: 1.2 * canvas.clientHeight },
      gravity: 2,
      idealEdgeLength: 60,
      nodeDimensionsIncludeLabels: true,
      nodeRepulsion: 9000,
      padding: 12,
      randomize: false,
    };
  }
  const [x, y] = [canvas.clientWidth / 2, canvas.clientHeight / 2];
  const places = { [network.centre]: { x, y } };
  others.forEach((node, place) => {
    const ring = others.length > 8 && place % 2 ? 0.58 : 1;
    const angle = (2 * Math.PI * place) / others.length - (others.length > 2 ? Math.PI / 2 : 0);
    places[node.key] = { x: x + ring * 0.86 * x * Math.cos(angle), y: y + ring * 0.84 * y * Math.sin(angle) };
  });
  return { name: "preset", fit: true, padding: 20, positions: (node) => places[node.id()] };
};

// A network on a canvas, with its buttons; what one points at is marked, what one clicks is opened.
const paint = (section, network) => {
  const canvas = section.querySelector(".canvas");
  // Cytoscape adds a style sheet of its own unless it finds one of this name; the page forbids that, and has the rule.
  if (!document.getElementById("__________cytoscape_stylesheet")) {
    const mark = document.createElement("meta");
    mark.id = "__________cytoscape_stylesheet";
    document.head.append(mark);
  }
  section.hidden = false;
  section.network?.destroy();
  const drawn = cytoscape({
    container: canvas,
    elements: elements(network),
    style: style(section),
    layout: layout(network, canvas),
    maxZoom: 2,
    minZoom: 0.2,
    userZoomingEnabled: false, // the wheel scrolls the page; there are buttons
  });
  section.network = drawn; // for the buttons, for tests, and for the curious
  drawn.on("tap", "edge, node", (event) => {
    const key = event.target.data("key");
    if (key) location.assign(address(key));
  });
  for (const [name, pointing] of [["mouseover", true], ["mouseout", false]]) {
    drawn.on(name, "edge, node", (event) => {
      canvas.classList.toggle("pointing", pointing && Boolean(event.target.data("key")));
      event.target.toggleClass("chosen", pointing);
    });
  }
  return drawn;
};

const prepare = (section) => {
  const canvas = section.querySelector(".canvas");
  for (const button of section.querySelectorAll("button[data-zoom]")) {
    button.addEventListener("click", () => {
      const level = Number(button.dataset.zoom);
      const drawn = section.network;
      if (level) drawn.zoom({ level: drawn.zoom() * level, renderedPosition: { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 } });
      else drawn.fit(undefined, 24);
    });
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => section.network?.style(style(section)));
};

// The answer to a query: things that stand side by side in a row are tied to each other.
const MOST = 150;
export const drawAnswer = (section) => {
  const table = section.closest("section.answered").querySelector("table");
  const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  const nodes = new Map();
  const edges = new Map();
  for (const row of table.tBodies[0].rows) {
    const linked = [...row.cells].flatMap((cell, column) => {
      const link = cell.querySelector('a[href^="/id/"]');
      return link ? [{ key: decodeURIComponent(link.getAttribute("href").slice(4)), label: link.textContent, column }] : [];
    });
    linked.forEach((cell, place) => {
      nodes.set(cell.key, { key: cell.key, label: cell.label, kind: cell.key.split("/")[0] });
      const next = linked[place + 1];
      if (!next || next.key === cell.key || edges.size >= MOST) return;
      const id = `${cell.key} ${next.key}`;
      edges.set(id, { id, source: cell.key, target: next.key, words: heads[next.column], status: "done", claims: 1 });
    });
  }
  if (!edges.size) return;
  const ends = new Set([...edges.values()].flatMap((edge) => [edge.source, edge.target]));
  prepare(section);
  paint(section, { centre: null, depth: 2, nodes: [...nodes.values()].filter((node) => ends.has(node.key)), edges: [...edges.values()] });
  section.querySelector("output").textContent = `${edges.size} ties between ${ends.size} things of the table.`;
};

export const draw = async (section) => {
  const key = section.dataset.network;
  const form = section.querySelector("form");
  const told = section.querySelector("output");
  let drawn;
  let left = 0;

  const shown = () => {
    const wanted = new FormData(form);
    const statuses = new Set(wanted.getAll("status"));
    const [from, until] = [wanted.get("from"), wanted.get("until")].map((text) => (text ? Number(text) : null));
    const sort = wanted.get("kind");
    drawn.batch(() => {
      drawn.edges().forEach((edge) => {
        const { kind, status, year } = edge.data();
        const dated = (from === null && until === null) || (year !== null && year >= (from ?? -Infinity) && year <= (until ?? Infinity));
        edge.toggleClass("away", !(statuses.has(status) && dated && (!sort || kind === sort)));
      });
      drawn.nodes().forEach((node) => {
        node.toggleClass("away", !node.data("centre") && node.connectedEdges().every((edge) => edge.hasClass("away")));
      });
    });
    const count = (all) => all.filter((each) => !each.hasClass("away")).length;
    const more = left ? `; ${left} more acts are in the table` : "";
    told.textContent = `${count(drawn.edges())} acts between ${count(drawn.nodes())} things${more}.`;
  };

  const load = async () => {
    const depth = new FormData(form).get("depth");
    const answer = await fetch(`/network/${key.split("/").map(encodeURIComponent).join("/")}?depth=${depth}&format=json`);
    if (!answer.ok) return;
    const network = await answer.json();
    left = network.left_out;
    drawn = paint(section, network);
    const kinds = form.elements.kind;
    const before = kinds.value;
    kinds.replaceChildren();
    option(kinds, "", "all acts");
    for (const kind of [...new Set(network.edges.map((edge) => edge.kind))].sort()) option(kinds, kind, kind.replaceAll("-", " "));
    kinds.value = [...kinds.options].some((each) => each.value === before) ? before : "";
    shown();
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => (event.target.name === "depth" ? load() : shown()));
  prepare(section);
  await load();
};
