// Asks the finished engine what Team asks first, of a demo: with the answers beside it the page shows Team's picture before the engine
// has read the demo (web/data.mjs). They are the engine's own, and become stale with it: assemble.py asks again.
//
//     node cmake/first_answers.mjs dist en
//
// Out: {event, answers: [[question, answer]…]}; event is what the engine says at the end of the load.
import { readFile, writeFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [site, language] = process.argv.slice(2);
const file = (name) => readFile(path.join(site, name));
const { default: createEngine } = await import(pathToFileURL(path.resolve(site, 'engine.mjs')));

const code = await WebAssembly.compile(await file('engine.wasm'));
let instance;
const engine = await createEngine({
  instantiateWasm(imports, done) {
    WebAssembly.instantiate(code, imports).then((made) => done(instance = made, code));
    return {};
  },
});
await WebAssembly.instantiate(await WebAssembly.compile(await file('engine_later.wasm')), { first: instance.exports });

const put = (bytes) => {
  engine.HEAPU8.set(bytes, engine._septet_buffer(bytes.length) >>> 0);
  return bytes.length;
};
const text = (place) => {
  const heap = engine.HEAPU8;
  return new TextDecoder().decode(heap.slice(place >>> 0, heap.indexOf(0, place >>> 0)));
};
const encode = (string) => new TextEncoder().encode(string);
const ask = (question) => {
  const answer = JSON.parse(text(engine._septet_ask(put(encode(JSON.stringify(question))))));
  if (answer.error) throw new Error(`${JSON.stringify(question)}: ${JSON.stringify(answer.error)}`);
  return answer;
};

const name = `${language}.json.gz`;
const data = gunzipSync(await file(`demo/${name}`));
const pieceSize = 1 << 18;
const isDemo = 2;  // of septet_load_begin
engine._septet_load_begin(isDemo);
engine._septet_load_file(put(encode(name)));
for (let at = 0; at < data.length; at += pieceSize) engine._septet_load_piece(put(data.subarray(at, at + pieceSize)));
const event = JSON.parse(text(engine._septet_load_end(0)));
if (event.state !== 'done') throw new Error(JSON.stringify(event));

// As the page writes them: what has its default is left out.
const hour = 3600;
const { calendar } = ask({ figure: 'summary' });
const kept = Object.fromEntries(Object.entries(calendar).filter(([, value]) => value.length));
const [opens, closes] = calendar.hours;
const questions = [
  { figure: 'summary' },
  { figure: 'ledger', by: ['role'] },
  { figure: 'forecast' },
  { figure: 'chain' },
  { figure: 'constraint' },
  { figure: 'defects' },
  { figure: 'handoffs', by: ['role'], calendar: kept, target_s: (closes - opens) * hour },
];
const answers = questions.map((question) => [question, ask(question)]);
await writeFile(path.join(site, `demo/${language}-first.json`), JSON.stringify({ event, answers }));
