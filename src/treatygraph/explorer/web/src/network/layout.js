// Where things stand: the one in the middle, its ties to both sides of it, what is two steps far behind them.
// Each thing has a line of its own, so that no label covers another; the same network always looks the same.
const LINE = 34; // pixels between two things
const NARROW = 620; // pixels: below, all stand on one side

// The things that are two steps far, each with the one of the first step that it has the most ties with.
const families = (nodes, edges) => {
  const near = nodes.filter((node) => node.steps === 1);
  const found = new Map(near.map((node) => [node.key, []]));
  for (const node of nodes.filter((each) => each.steps === 2)) {
    const ties = new Map();
    for (const { source, target } of edges) {
      const other = source === node.key ? target : target === node.key ? source : null;
      if (found.has(other)) ties.set(other, (ties.get(other) ?? 0) + 1);
    }
    // Of those with equally many, the one with the fewest behind it.
    const [parent] = [...ties].sort(([a, n], [b, m]) => m - n || found.get(a).length - found.get(b).length)[0] ?? [];
    if (parent) found.get(parent).push(node.key);
  }
  return near.map((node) => ({ key: node.key, behind: found.get(node.key) }));
};

const lines = (family) => Math.max(1, family.behind.length);

// Two halves with about as many lines; the order of the families is kept within each.
const halves = (all) => {
  const sides = [[], []];
  const filled = [0, 0];
  for (const family of all) {
    const side = filled[1] < filled[0] ? 1 : 0;
    sides[side].push(family);
    filled[side] += lines(family);
  }
  return sides;
};

// `{ positions, sides, height, room }` for a picture of a width, in pixels. A side is that of the label: -1 (left),
// 1 (right) or 0 (above); `room` is how wide a label may be.
export const layout = ({ key, nodes, edges }, width) => {
  const all = families(nodes, edges);
  const far = nodes.some((node) => node.steps === 2);
  return isNarrow(width) ? indented(key, all, width) : spread(key, all, far, width);
};

export const isNarrow = (width) => width < NARROW;

const spread = (key, all, far, width) => {
  const positions = new Map([[key, { x: 0, y: 0 }]]);
  const sides = new Map([[key, 0]]);
  const parts = halves(all);
  const most = Math.max(...parts.map((part) => part.reduce((sum, family) => sum + lines(family), 0)), 1);
  const height = Math.max(300, most * LINE + 60);
  const room = Math.min(230, width * 0.2);
  const reach = width / 2 - room - 40;
  const near = far ? reach * 0.5 : reach;
  parts.forEach((part, index) => {
    const side = index === 0 ? 1 : -1;
    const count = part.reduce((sum, family) => sum + lines(family), 0);
    // Few things do not stand at the top and the bottom of a high picture.
    const step = Math.min((height - 60) / Math.max(count, 1), LINE * 2);
    const y = (line) => (line - (count - 1) / 2) * step;
    // The middle of a side stands further out than its ends.
    const bow = (at, radius) => side * radius * (0.72 + 0.28 * Math.cos((Math.PI * at) / (height || 1)));
    let line = 0;
    for (const family of part) {
      const middle = y(line + (lines(family) - 1) / 2);
      positions.set(family.key, { x: bow(middle, near), y: middle });
      sides.set(family.key, family.behind.length > 0 ? 0 : side);
      family.behind.forEach((each, at) => {
        positions.set(each, { x: bow(y(line + at), reach), y: y(line + at) });
        sides.set(each, side);
      });
      line += lines(family);
    }
  });
  return { positions, sides, height, room };
};

const indented = (key, all, width) => {
  const positions = new Map([[key, { x: 0, y: 0 }]]);
  const sides = new Map([[key, 1]]);
  let line = 1;
  for (const { key: near, behind } of all) {
    positions.set(near, { x: 40, y: line++ * LINE });
    sides.set(near, 1);
    for (const each of behind) {
      positions.set(each, { x: 74, y: line++ * LINE });
      sides.set(each, 1);
    }
  }
  return { positions, sides, height: Math.max(200, (line + 1) * LINE), room: Math.max(90, width - 150) };
};
