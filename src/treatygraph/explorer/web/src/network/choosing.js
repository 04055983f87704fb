// What of the ties that a file holds is drawn around a thing. Where there is a server it chooses (drawing/ties.py), by the
// same rules; a test compares the two.
const byOther = (ties, key) => {
  const found = new Map();
  for (const tie of ties) {
    const other = tie.source === key ? tie.target : tie.source;
    if (!found.has(other)) found.set(other, []);
    found.get(other).push(tie);
  }
  return found;
};

const wants = ({ kind, status, since, until }) => (tie) =>
  (!kind || tie.kind === kind) &&
  (!status || tie.status === status) &&
  ((!since && !until) || (tie.year !== null && (since || 0) <= tie.year && tie.year <= (until || tie.year)));

const count = (groups) => groups.reduce((sum, ties) => sum + ties.length, 0);

// `pool` has all `ties`, the `things` by key, and the `bounds`: how many things and ties there is room for.
export const selection = ({ ties, things, kinds, bounds }, key, choice) => {
  const around = new Map();
  for (const tie of ties) {
    for (const end of [tie.source, tie.target]) {
      if (!around.has(end)) around.set(end, []);
      around.get(end).push(tie);
    }
  }
  const of = (each) => around.get(each) ?? [];
  const steps = new Map([[key, 0]]);
  const seen = [...of(key)];
  const edges = [];
  let left = 0;
  let thingsLeft = 0;
  const drawn = (group, beside) => {
    edges.push(...group.slice(0, beside));
    left += Math.max(0, group.length - beside);
  };
  const take = (ranked, most, far, beside) =>
    ranked.forEach(([other, groups], place) => {
      if (place < most) {
        steps.set(other, far);
        for (const group of groups) drawn(group, beside);
      } else {
        thingsLeft += 1;
        left += count(groups);
      }
    });

  const first = [...byOther(seen.filter(wants(choice)), key)].sort(([, a], [, b]) => b.length - a.length);
  take(
    first.map(([other, group]) => [other, [group]]),
    bounds.first,
    1,
    bounds.beside,
  );
  if (choice.depth === 2) {
    const between = new Map();
    const beyond = new Map();
    for (const [each] of first.slice(0, bounds.first)) {
      seen.push(...of(each));
      for (const [other, shared] of byOther(of(each).filter(wants(choice)), each)) {
        if (!steps.has(other)) beyond.set(other, [...(beyond.get(other) ?? []), shared]);
        else if (other !== key) between.set(JSON.stringify([each, other].sort()), shared);
      }
    }
    for (const shared of between.values()) drawn(shared, bounds.beside_far);
    const ranked = [...beyond].sort(
      ([a, one], [b, two]) => two.length - one.length || count(two) - count(one) || (a < b ? -1 : 1),
    );
    take(ranked, bounds.second, 2, bounds.beside_far);
  }
  const present = new Set(seen.map((tie) => tie.kind));
  return {
    key,
    kinds: kinds.filter(([kind]) => present.has(kind)),
    nodes: [...steps].map(([each, far]) => ({ key: each, ...things[each], steps: far })),
    edges,
    things_left_off: thingsLeft,
    ties_left_off: left,
  };
};
