// What runs inside the browser. Each function is sent there as text, so it stands alone.

/**
 * Milliseconds from handing the file to the engine's worker until its data answer: to a worker that has just started, and to
 * one that has read the demo, as it is when a reader opens a file.
 */
export async function ingest({ file, demo }) {
  const blob = await (await fetch(`data/${file}`)).blob();
  const compiled = await WebAssembly.compile(await (await fetch('engine.wasm')).arrayBuffer());
  const worker = new Worker('engine.worker.mjs', { type: 'module' });
  const heard = (wanted) => new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      if (data.trapped) reject(new Error(data.trapped));
      const state = data.event && JSON.parse(new TextDecoder().decode(data.event)).state;
      if (wanted === 'answer' ? data.answer : state === wanted) resolve();
      else if (state === 'failed') reject(new Error(new TextDecoder().decode(data.event)));
    };
  });
  // An answer, if only that nothing is loaded, says that the engine is there.
  const there = heard('answer');
  worker.postMessage({ start: compiled, base: location.href });
  worker.postMessage({ ask: 1, question: new TextEncoder().encode('{}') });
  await there;
  let number = 0;
  const load = async (source) => {
    const done = heard('done');
    worker.postMessage({ load: ++number, keep: false, sources: [source] });
    await done;
  };
  if (demo) await load({ address: demo, allowed: [] });
  await new Promise((resolve) => setTimeout(resolve, 300));
  const begun = performance.now();
  await load({ file: new File([blob], file) });
  const ms = performance.now() - begun;
  worker.terminate();
  return { ms, bytes: blob.size };
}

/** The same bytes as a script would do it: decoded, parsed, one flat record for each entry into a stage, counted. */
export async function plainJavaScript(file) {
  const bytes = await (await fetch(`data/${file}`)).arrayBuffer();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const times = [performance.now()];
  const text = new TextDecoder().decode(bytes);
  times.push(performance.now());
  const parsed = JSON.parse(text);
  times.push(performance.now());
  const order = new Map(parsed.stages.map((stage, index) => [stage.id, index]));
  const flat = [];
  for (const deal of parsed.deals) {
    const history = [...deal.history].sort((a, b) => (a.at < b.at ? -1 : 1));
    history.forEach((entry, index) => {
      const next = history[index + 1];
      flat.push({
        deal: deal.id, source: deal.source, segment: deal.segment, value: deal.value, stage: entry.stage, owner: entry.owner,
        entered: Date.parse(entry.at), until: next ? Date.parse(next.at) : deal.closed_at ? Date.parse(deal.closed_at) : null,
        exit: next ? (order.get(next.stage) > order.get(entry.stage) ? 'advanced' : 'back') : deal.status,
      });
    });
  }
  const counts = {};
  for (const { stage, exit } of flat) {
    counts[stage] ??= {};
    counts[stage][exit] = (counts[stage][exit] ?? 0) + 1;
  }
  times.push(performance.now());
  if (!counts.won) throw new Error('nothing counted');
  return { decode: times[1] - times[0], parse: times[2] - times[1], flatten: times[3] - times[2], rows: flat.length };
}

/**
 * Milliseconds of each question's way to the worker and back, over the data of an address: of the first time, which is when it is
 * computed, and of the repeats.
 */
export async function askAll({ address, questions, repeats = 0 }) {
  const compiled = await WebAssembly.compile(await (await fetch('engine.wasm')).arrayBuffer());
  const worker = new Worker('engine.worker.mjs', { type: 'module' });
  let number = 0;
  const next = (wanted) => new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      if (data.trapped) reject(new Error(data.trapped));
      const value = wanted(data);
      if (value) resolve(value);
    };
  });
  const text = (bytes) => JSON.parse(new TextDecoder().decode(bytes));
  const ask = (question) => {
    const asked = ++number;
    const answered = next((data) => data.answer === asked && data.json);
    worker.postMessage({ ask: asked, question: new TextEncoder().encode(JSON.stringify(question)) });
    return answered;
  };
  const timed = async (question, tell) => {
    const begun = performance.now();
    const json = await ask(question);
    tell(performance.now() - begun);
    return json;
  };
  worker.postMessage({ start: compiled, base: location.href });
  worker.postMessage({ later: await WebAssembly.compile(await (await fetch('engine_later.wasm')).arrayBuffer()) });
  const done = next((data) => data.event && text(data.event).state === 'done');
  worker.postMessage({ load: 1, keep: false, sources: [{ address, allowed: [] }] });
  await done;
  const first = {};
  const times = {};
  for (const [name, question] of Object.entries(questions)) {
    const { error } = text(await timed(question, (ms) => { first[name] = ms; }));
    if (error) throw new Error(`${name}: ${JSON.stringify(error)}`);
    times[name] = [];
    for (let repeat = 0; repeat < repeats; repeat++) await timed(question, (ms) => times[name].push(ms));
  }
  const { counts } = text(await ask({ figure: 'summary' }));
  worker.terminate();
  return { first, times, counts };
}

/** The engine's memory after a load in slices of 1 MB, as its worker feeds it; WebAssembly memory only grows. */
export async function memoryOf(file) {
  const blob = await (await fetch(`data/${file}`)).blob();
  const { default: createEngine } = await import('/engine.mjs');
  const engine = await createEngine();
  const before = engine.HEAPU8.buffer.byteLength;
  const put = (bytes) => {
    engine.HEAPU8.set(bytes, engine._septet_buffer(bytes.length) >>> 0);
    return bytes.length;
  };
  engine._septet_load_begin(0);
  engine._septet_load_file(put(new TextEncoder().encode(file)));
  const slice = 1 << 20;
  for (let at = 0; at < blob.size; at += slice)
    if (engine._septet_load_piece(put(new Uint8Array(await blob.slice(at, at + slice).arrayBuffer())))) throw new Error('not read');
  engine._septet_load_end(0);
  const peak = engine.HEAPU8.buffer.byteLength;
  const place = engine._septet_ask(put(new TextEncoder().encode('{"figure":"summary"}'))) >>> 0;
  const { counts } = JSON.parse(new TextDecoder().decode(engine.HEAPU8.slice(place, engine.HEAPU8.indexOf(0, place))));
  return { before, peak, heap: engine._septet_heap_bytes(), spellBytes: engine._septet_spell_bytes(), spells: counts.spells, deals: counts.deals };
}
