// Ask an endpoint with Comunica: the address as argument, queries as a JSON list on standard input,
// what it found as a JSON list on standard output.
const { QueryEngine } = require('@comunica/query-sparql');

async function answer(engine, query, context) {
  const result = await engine.query(query, context);
  if (result.resultType === 'boolean') {
    return result.execute();
  }
  const found = [];
  for await (const each of await result.execute()) {
    if (result.resultType === 'bindings') {
      found.push(Object.fromEntries([...each].map(([name, term]) => [name.value, term.value])));
    } else {
      found.push([each.subject.value, each.predicate.value, each.object.value]);
    }
  }
  return found;
}

async function main() {
  let text = '';
  for await (const part of process.stdin) {
    text += part;
  }
  const engine = new QueryEngine();
  const context = { sources: [{ type: 'sparql', value: process.argv[2] }] };
  const answers = [];
  for (const query of JSON.parse(text)) {
    answers.push(await answer(engine, query, context));
  }
  console.log(JSON.stringify(answers));
}

main();
