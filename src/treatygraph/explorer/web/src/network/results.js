// The results of a query as a network: in each row, things that follow one another are tied, by the act of that row if it
// has one.
import { drawing } from "./drawing.js";

const MOST = 150; // ties

const keyOf = (link) => link.pathname.slice("/id/".length).split("/").map(decodeURIComponent).join("/");

export const tiesOf = (table) => {
  const nodes = new Map();
  const edges = [];
  for (const row of table.tBodies[0].rows) {
    const links = [...row.querySelectorAll('a[href^="/id/"]')];
    const isAct = (link) => link.pathname.startsWith("/id/act/");
    const act = links.find(isAct);
    const things = links.filter((link) => !isAct(link));
    for (const link of things) {
      const key = keyOf(link);
      if (!nodes.has(key)) nodes.set(key, { key, label: link.textContent, kind: key.split("/")[0], steps: 1, count: 0 });
    }
    const words = [...row.cells].find((cell) => cell.querySelector('a[href^="/ontology#"]'))?.textContent ?? "";
    for (let at = 1; at < things.length; at++) {
      const [source, target] = [keyOf(things[at - 1]), keyOf(things[at])];
      if (source === target) continue;
      nodes.get(source).count += 1;
      nodes.get(target).count += 1;
      const says = [...row.cells].map((cell) => cell.textContent.trim()).join(", ");
      edges.push({ key: act ? keyOf(act) : "", words, status: "", source, target, label: says });
    }
  }
  return { nodes: [...nodes.values()].filter((node) => node.count > 0), edges };
};

// The thing with the most ties stands in the middle; what it is not tied to stands behind its neighbours.
const around = ({ nodes, edges }) => {
  const shown = edges.slice(0, MOST);
  const middle = nodes.reduce((most, node) => (node.count > most.count ? node : most)).key;
  const beside = new Set(shown.flatMap(({ source, target }) => (source === middle ? [target] : target === middle ? [source] : [])));
  const used = new Set(shown.flatMap(({ source, target }) => [source, target]));
  return {
    key: middle,
    nodes: nodes
      .filter((node) => used.has(node.key))
      .map((node) => ({ ...node, steps: node.key === middle ? 0 : beside.has(node.key) ? 1 : 2 })),
    edges: shown,
    ties_left_off: edges.length - shown.length,
  };
};

export const drawable = (table) => {
  const found = tiesOf(table);
  if (found.edges.length === 0) return;
  const figure = document.createElement("figure");
  figure.className = "tied";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Draw as a network";
  button.addEventListener("click", () => {
    button.remove();
    drawing(figure, "the results").draw(around(found));
  });
  figure.append(button);
  table.closest(".wide").before(figure);
};
