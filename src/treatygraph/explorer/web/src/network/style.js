// How things and ties look. Colours are those of the page; shapes and dashes say the same without colour.

// What a custom property of the page comes to just now, light or dark.
const colour = (name) => {
  const probe = document.createElement("i");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
};

const KINDS = {
  state: ["ellipse", "--link"],
  territory: ["ellipse", "--link"],
  treaty: ["round-rectangle", "--proposed"],
  body: ["round-hexagon", "--done"],
  person: ["round-diamond", "--underway"],
};
const STATUS = {
  done: ["--done", "solid", "triangle"],
  underway: ["--underway", "dashed", "triangle"],
  proposed: ["--proposed", "dotted", "vee"],
  "not-done": ["--not-done", "dashed", "tee"],
};

export const style = () => {
  const [ink, soft, paper] = ["--ink", "--soft", "--paper"].map(colour);
  const font = getComputedStyle(document.body).fontFamily;
  return [
    {
      selector: "node",
      style: {
        "background-color": soft,
        color: ink,
        "font-family": font,
        "font-size": 13,
        height: 15,
        label: "data(label)",
        "text-background-color": paper,
        "text-background-opacity": 0.8,
        "text-background-padding": 2,
        "text-margin-x": (node) => node.data("side") * 5,
        "text-max-width": "data(room)",
        "text-halign": (node) => ["left", "center", "right"][node.data("side") + 1],
        "text-valign": (node) => (node.data("side") === 0 ? "top" : "center"),
        "text-wrap": "ellipsis",
        width: 15,
      },
    },
    ...Object.entries(KINDS).map(([kind, [shape, name]]) => ({
      selector: `node[kind = "${kind}"]`,
      style: { "background-color": colour(name), shape },
    })),
    { selector: "node[steps = 2]", style: { height: 11, width: 11, "font-size": 12 } },
    {
      selector: "node[steps = 0]",
      style: { height: 26, width: 26, "font-size": 15, "font-weight": "bold" },
    },
    // In the middle of both sides the label is narrow and stands well above, where no tie goes.
    {
      selector: "node[steps = 0][side = 0]",
      style: { "text-margin-y": -8, "text-max-width": 150, "text-wrap": "wrap" },
    },
    {
      selector: "edge",
      style: {
        "arrow-scale": 0.8,
        color: soft,
        "control-point-step-size": "data(apart)",
        "curve-style": "bezier",
        "font-family": font,
        "font-size": 11,
        "line-color": soft,
        opacity: 0.85,
        "target-arrow-color": soft,
        "target-arrow-shape": "triangle",
        "text-background-color": paper,
        "text-background-opacity": 0.85,
        "text-background-padding": 1,
        "text-rotation": "autorotate",
        width: 1.4,
      },
    },
    { selector: "edge[!crowded]", style: { label: "data(words)" } },
    ...Object.entries(STATUS).map(([status, [name, line, arrow]]) => ({
      selector: `edge[status = "${status}"]`,
      style: {
        color: colour(name),
        "line-color": colour(name),
        "line-style": line,
        "target-arrow-color": colour(name),
        "target-arrow-shape": arrow,
      },
    })),
    { selector: ".pale", style: { opacity: 0.3, "text-opacity": 0.6 } },
    {
      selector: "edge.looked-at",
      style: { label: "data(words)", opacity: 1, width: 3, "z-index": 10, "font-weight": "bold" },
    },
  ];
};
