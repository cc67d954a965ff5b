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

/** Milliseconds of each question's way to the worker and back, over the data of an address. */
export async function askAll({ address, repeats }) {
  const questions = {
    'summary': { figure: 'summary' },
    'ledger by stage': { figure: 'ledger', by: ['stage'] },
    'ledger by role (visits)': { figure: 'ledger', by: ['role'] },
    'ledger by role and stage': { figure: 'ledger', by: ['role', 'stage'] },
    'ledger by role and source': { figure: 'ledger', by: ['role', 'source'] },
    'ledger by role and month': { figure: 'ledger', by: ['role', 'month'] },
    'ledger by stage, one quarter': { figure: 'ledger', by: ['stage'], filter: { entered: ['2026-01-01', '2026-04-01'] } },
    'people': { figure: 'people' },
    'rows, the first 100': { figure: 'rows', filter: { exit: ['lost'] } },
    'rows, 100 from the middle': { figure: 'rows', filter: { exit: ['lost'] }, offset: 500 },
    'conversion by stage': { figure: 'conversion', by: ['stage'] },
    'time by stage': { figure: 'time', by: ['stage'] },
    'hand-offs by role': { figure: 'handoffs', by: ['role'] },
    'chain': { figure: 'chain' },
    'constraint': { figure: 'constraint' },
    'structure by team': { figure: 'structure', by: ['team'] },
    'forecast': { figure: 'forecast' },
    'what-if': { figure: 'what_if', scenario: [{ role: 'closer', conversion: 1.2 }] },
    'defects': { figure: 'defects' },
    'reach': { figure: 'reach', by: ['source'] },
  };
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
  worker.postMessage({ start: compiled, base: location.href });
  worker.postMessage({ later: await WebAssembly.compile(await (await fetch('engine_later.wasm')).arrayBuffer()) });
  const done = next((data) => data.event && text(data.event).state === 'done');
  worker.postMessage({ load: 1, keep: false, sources: [{ address, allowed: [] }] });
  await done;
  const times = {};
  for (const [name, question] of Object.entries(questions)) {
    const first = text(await ask(question));
    if (first.error) throw new Error(`${name}: ${JSON.stringify(first.error)}`);
    times[name] = [];
    for (let repeat = 0; repeat < repeats; repeat++) {
      const begun = performance.now();
      await ask(question);
      times[name].push(performance.now() - begun);
    }
  }
  const { counts } = text(await ask({ figure: 'summary' }));
  worker.terminate();
  return { times, spells: counts.spells };
}

/**
 * Calls with what was said: milliseconds of each figure the first time it is asked, which is when it is computed, and of searches as
 * somebody types them; what the data hold beside the text.
 */
export async function callFigures({ address }) {
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
  const ask = async (question) => {
    const asked = ++number;
    const answered = next((data) => data.answer === asked && data.json);
    const begun = performance.now();
    worker.postMessage({ ask: asked, question: new TextEncoder().encode(JSON.stringify(question)) });
    const answer = text(await answered);
    if (answer.error) throw new Error(JSON.stringify(answer.error));
    return { answer, ms: performance.now() - begun };
  };
  worker.postMessage({ start: compiled, base: location.href });
  worker.postMessage({ later: await WebAssembly.compile(await (await fetch('engine_later.wasm')).arrayBuffer()) });
  const done = next((data) => data.event && text(data.event).state === 'done');
  worker.postMessage({ load: 1, keep: false, sources: [{ address, allowed: [] }] });
  await done;
  const times = {};
  for (const [name, question] of Object.entries({
    'figures by person': { figure: 'calls', by: ['person'] },
    'the list': { figure: 'call_list', limit: 25 },
    'topics': { figure: 'topics' },
    'quality': { figure: 'quality' },
    'behaviour': { figure: 'behaviour' },
    'figures with another merge gap': { figure: 'calls', by: ['person'], call_rules: { merge_ms: 500 } },
  })) times[name] = (await ask(question)).ms;
  const keystrokes = [];
  for (const typed of ['c', 'co', 'con', 'cont', 'contr', 'contract', '合', '合同', '合同什么', 'x', 'xy', 'xyz'])
    keystrokes.push((await ask({ figure: 'search', text: typed, limit: 25 })).ms);
  const { answer } = await ask({ figure: 'summary' });
  worker.terminate();
  return { times, keystrokes, calls: answer.counts.calls };
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
