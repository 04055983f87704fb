// What can be written where the cursor stands: variables of the query, terms of the ontology, prefixes, words of SPARQL.

const WORDS = [
  "SELECT", "DISTINCT", "CONSTRUCT", "ASK", "DESCRIBE", "WHERE", "FROM", "NAMED", "GRAPH", "OPTIONAL", "UNION", "MINUS",
  "FILTER", "FILTER NOT EXISTS", "BIND", "VALUES", "PREFIX", "GROUP BY", "HAVING", "ORDER BY", "LIMIT", "OFFSET", "COUNT",
  "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT", "CONTAINS", "STRSTARTS", "REGEX", "LANG", "LANGMATCHES", "STR",
  "BOUND", "COALESCE", "YEAR", "MONTH", "DAY",
];
const words = WORDS.map((label) => ({ label, type: "keyword", boost: -1 }));

const fetched = async (address) => {
  const answer = await fetch(address);
  return answer.ok ? answer.json() : null;
};

let known;
const vocabulary = () => {
  known ??= Promise.all([fetched("/api/terms"), fetched("/api/prefixes")]).then(([terms, prefixes]) => [
    ...(terms ?? []).map(({ term, sort, label, definition }) => ({
      // A concept is written as its IRI and found by the end of it.
      label: sort === "concept" ? term.replace(/^<.*\/id\/|>$/g, "") : term,
      apply: term,
      detail: sort === "concept" ? "concept" : label,
      info: definition,
      type: sort,
    })),
    ...Object.entries(prefixes ?? {}).map(([prefix, namespace]) => ({ label: `${prefix}:`, detail: namespace, type: "namespace" })),
    ...words,
  ]);
  return known;
};

const variables = (text) =>
  [...new Set(text.match(/[?$]\w+/g) ?? [])].map((label) => ({ label, type: "variable" }));

export const completions = async (context) => {
  const variable = context.matchBefore(/[?$]\w*/);
  if (variable) {
    const typed = context.state.sliceDoc(variable.from, variable.to);
    const options = variables(context.state.doc.toString()).filter(({ label }) => label !== typed);
    return { from: variable.from, options, validFor: /^[?$]\w*$/ };
  }
  const word = context.matchBefore(/[\w:/-]+/);
  if (!word && !context.explicit) return null;
  const from = word?.from ?? context.pos;
  // Inside of an IRI nothing is completed.
  if (from > 0 && context.state.sliceDoc(from - 1, from) === "<") return null;
  return { from, options: await vocabulary(), validFor: /^[\w:/-]*$/ };
};
