// What runs inside the browser. Each function is sent there as text, so it stands alone. Each gives the milliseconds until
// the data answer, and of all questions after each change of a filter by source.

/** In the worker of the product, which has read the demo before, as it is when a reader opens a file. */
export async function inSeptet({ questions, repeats }) {
  const sources = ['search ads', 'content', 'trade fair', 'partner', 'referral'];
  const blob = await (await fetch('/data/export.json')).blob();
  const coder = new TextEncoder();
  const text = (bytes) => JSON.parse(new TextDecoder().decode(bytes));
  const worker = new Worker('/site/engine.worker.mjs', { type: 'module' });
  const answered = new Map();
  let loaded;
  worker.onmessage = ({ data }) => {
    if (data.answer !== undefined) answered.get(data.answer)(text(data.json));
    else if (data.event && text(data.event).state === 'done') loaded();
    else if (data.event && text(data.event).state === 'failed') console.error(text(data.event));
  };
  worker.postMessage({ start: await WebAssembly.compileStreaming(fetch('/site/engine.wasm')), base: location.href });
  let number = 0;
  const ask = (question) => new Promise((resolve) => {
    answered.set(++number, resolve);
    worker.postMessage({ ask: number, question: coder.encode(JSON.stringify(question)) });
  });
  const load = (source) => {
    const done = new Promise((resolve) => { loaded = resolve; });
    worker.postMessage({ load: ++number, keep: false, sources: [source] });
    return done;
  };
  await load({ address: '/site/demo/en.json.gz', allowed: [] });
  await new Promise((resolve) => setTimeout(resolve, 500));
  const begun = performance.now();
  await load({ file: new File([blob], 'export.json') });
  const ready = performance.now() - begun;
  const all = async (filter) => {
    const start = performance.now();
    await Promise.all(questions.map(({ ask: question }) => ask({ ...question, jumps: 'strict', filter })));
    return performance.now() - start;
  };
  const first = await all({});
  const times = [];
  for (let turn = 0; turn < repeats; turn++) times.push(await all({ source: [sources[turn % sources.length]] }));
  const check = (await ask({ figure: 'ledger', by: ['stage'], jumps: 'strict', filter: { source: ['partner'] } })).total.entries;
  return { rows: (await ask({ figure: 'summary' })).counts.spells, ready, how: 'the whole export, a file, in its worker', first, times, check };
}

export async function inCrossfilter({ questions, repeats }) {
  const sources = ['search ads', 'content', 'trade fair', 'partner', 'referral'];
  await new Promise((resolve, reject) => {
    document.head.append(Object.assign(document.createElement('script'), { src: '/modules/crossfilter2/crossfilter.min.js', onload: resolve, onerror: reject }));
  });
  const { crossfilter } = window;
  // The export is longer than a string may be: deal by deal, a line each.
  const reader = (await fetch('/data/export.json')).body.pipeThrough(new TextDecoderStream()).getReader();
  const begun = performance.now();
  const rows = [];
  const roleOf = {};
  const take = (deal) => {
    deal.history.forEach((entry, index) => rows.push({
      stage: entry.stage, role: roleOf[entry.stage], month: entry.at.slice(0, 7), source: deal.source, segment: deal.segment,
      value: deal.value, exit: index + 1 < deal.history.length ? 'advanced' : deal.status,
    }));
  };
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    const lines = (rest + (value ?? '')).split('\n');
    rest = done ? '' : lines.pop();
    for (const line of lines) {
      if (line.startsWith('{"id"')) take(JSON.parse(line.replace(/,$/, '')));
      else if (line.startsWith('{"septet"'))
        for (const stage of JSON.parse(`${line.slice(0, line.lastIndexOf(',"deals"'))}}`).stages) roleOf[stage.id] = stage.role;
    }
    if (done) break;
  }
  const parsed = performance.now() - begun;
  const filter = crossfilter(rows);
  const bySource = filter.dimension((row) => row.source);
  const groups = questions.filter(({ key }) => key).map(({ key }) => {
    const dimension = filter.dimension((row) => `${key.map((part) => row[part]).join('|')}|${row.exit}`);
    return dimension.group().reduce((sum, row) => (sum.count++, sum.value += row.value, sum), (sum, row) => (sum.count--, sum.value -= row.value, sum), () => ({ count: 0, value: 0 }));
  });
  const ready = performance.now() - begun;
  const all = (source) => {
    const start = performance.now();
    bySource.filterExact(source);
    for (const group of groups) group.all();
    return performance.now() - start;
  };
  const first = all(sources[4]);
  const times = Array.from({ length: repeats }, (_, turn) => all(sources[turn % sources.length]));
  all('partner');
  const check = groups[0].all().reduce((sum, { value }) => sum + value.count, 0);
  return { rows: rows.length, ready, how: `of it parsing and flattening ${Math.round(parsed)} ms`, first, times, check };
}

export async function inDuckDB({ questions, repeats }) {
  const sources = ['search ads', 'content', 'trade fair', 'partner', 'referral'];
  const duckdb = await import('/modules/@duckdb/duckdb-wasm/dist/duckdb-browser.mjs');
  const worker = new Worker('/modules/@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js');
  const database = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), worker);
  await database.instantiate('/modules/@duckdb/duckdb-wasm/dist/duckdb-eh.wasm');
  const connection = await database.connect();
  // Its JSON reader needs an extension from the net; an array of flat rows it takes without. Making them is not counted.
  const reader = (await fetch('/data/export.json')).body.pipeThrough(new TextDecoderStream()).getReader();
  const roleOf = {};
  let rest = '', rows = [], count = 0, ready = 0, part = 0;
  const flush = async () => {
    const name = `rows${part}.json`;
    await database.registerFileText(name, JSON.stringify(rows));
    const start = performance.now();
    await connection.insertJSONFromPath(name, { name: 'stays', create: part++ === 0 });
    ready += performance.now() - start;
    await database.dropFile(name);
    count += rows.length;
    rows = [];
  };
  for (;;) {
    const { value, done } = await reader.read();
    const lines = (rest + (value ?? '')).split('\n');
    rest = done ? '' : lines.pop();
    for (const line of lines) {
      if (line.startsWith('{"id"')) {
        const deal = JSON.parse(line.replace(/,$/, ''));
        deal.history.forEach((entry, index) => rows.push({
          stage: entry.stage, role: roleOf[entry.stage], month: entry.at.slice(0, 7), source: deal.source, segment: deal.segment,
          value: deal.value, exit: index + 1 < deal.history.length ? 'advanced' : deal.status,
        }));
      } else if (line.startsWith('{"septet"')) {
        for (const stage of JSON.parse(`${line.slice(0, line.lastIndexOf(',"deals"'))}}`).stages) roleOf[stage.id] = stage.role;
      }
    }
    if (rows.length > 400_000 || (done && rows.length)) await flush();
    if (done) break;
  }
  const all = async (source) => {
    const start = performance.now();
    for (const { key } of questions)
      if (key) await connection.query(`select ${key}, exit, count(*), sum(value) from stays where source = '${source}' group by ${key}, exit`);
    return performance.now() - start;
  };
  const first = await all(sources[4]);
  const times = [];
  for (let turn = 0; turn < repeats; turn++) times.push(await all(sources[turn % sources.length]));
  const [found] = (await connection.query("select count(*)::int as n from stays where source = 'partner'")).toArray();
  return { rows: count, ready, how: 'reading flat rows as JSON alone', first, times, check: found.n };
}
