// The engine's worker: owns engine.wasm and with it the data. Reads files and addresses piece by piece, unzips them,
// feeds the engine, and answers questions; also while it reads, from the data loaded before.
//
// In:  {start: module, base}, {later: module}, {ask: number, question, after?: load}, {load: number, keep, demo, sources}, {cancel: number}
// Out: {answer: number, json}, {load: number, event}, {wanted: 'later'}, {trapped: text}
// Texts of the engine are passed as UTF-8 bytes. A source is {file} or {address, allowed: origins, name}.
import createEngine from './engine.mjs';
import { join } from './later.mjs';

const MiB = 1 << 20;
/** The most that is read, and handed to the engine, at once. */
const readSize = MiB;
/** Streams come in small pieces: they are gathered before they cross into the engine. */
const gatherSize = MiB / 4;
const progressEveryMs = 100;
/** A stream whose pieces are there already never lets go by itself: then Cancel and questions would wait for its end. */
const breathEveryMs = 30;
/** Of septet_load_begin. */
const loadFlags = { keep: 1, demo: 2 };
/** What septet_load_piece says. */
const pieceSaid = { useless: 1, wantsLater: 2 };
/** What a folder's listing may hold besides. */
const exportName = /\.(json|ndjson|jsonl)(\.gz)?$/i;
const notData = /^(text\/(html|css|javascript)|application\/(javascript|xhtml|pdf|wasm)|image|audio|video|font)/;

let engine;
let instance;
let complete;  // resolves when the later part is there
const isComplete = new Promise((resolve) => { complete = resolve; });
let wanted = false;  // the later part was asked for
let started;  // a promise; questions and files may come before the engine is there
let stopped = false;
let base = '';
const cancelled = new Set();
const ends = new Map();  // load → {end, promise}: whether it ended well
let loading = Promise.resolve();

/** A source that could not be read, as base::Error is written. */
class Unreadable extends Error {
  constructor(code, file, detail = '') {
    super(detail);
    this.error = { code, file, detail };
  }
}

onmessage = async ({ data }) => {
  try {
    if (data.start) {
      base = data.base;
      started = start(data.start);
    }
    if (data.cancel !== undefined) cancelled.add(data.cancel);
    await started;
    if (stopped) return;
    if (data.later && complete) {
      const joined = complete;
      complete = null;  // it may be sent twice
      engine.initials = (await import('./collation.mjs')).initials;
      await join(data.later, instance);
      joined();
    }
    // Of a load that did not end well nothing is answered: the page asks again.
    if (data.ask !== undefined && (data.after === undefined || await endOf(data.after).promise)) await answer(data.ask, data.question);
    // One after the other; the page cancels the one before.
    if (data.load !== undefined) loading = loading.then(() => load(data)).then(endOf(data.load).end).catch(trapped);
  } catch (error) {
    trapped(error);
  }
};

function endOf(load) {
  if (!ends.has(load)) {
    const made = {};
    made.promise = new Promise((resolve) => { made.end = resolve; });
    ends.set(load, made);
  }
  return ends.get(load);
}

async function start(module) {
  engine = await createEngine({
    instantiateWasm(imports, done) {
      WebAssembly.instantiate(module, imports).then((made) => done(instance = made, module), trapped);
      return {};
    },
  });
}

/** After a trap the instance must not be called again; the page starts another worker. */
function trapped(error) {
  if (stopped) return;
  stopped = true;
  postMessage({ trapped: `${error?.name ?? ''}: ${error?.message ?? error}\n${error?.stack ?? ''}` });
}

/** Puts bytes into the engine's buffer and gives how many. */
function put(bytes) {
  const place = engine._septet_buffer(bytes.length) >>> 0;
  if (!place) throw new Error('out of memory');
  engine.HEAPU8.set(bytes, place);
  return bytes.length;
}

/** The text that the engine gives back, up to its zero byte. */
function take(place) {
  const heap = engine.HEAPU8;
  return heap.slice(place >>> 0, heap.indexOf(0, place >>> 0));
}

/** Until the later part is there. */
async function later() {
  if (!wanted) postMessage({ wanted: 'later' });
  wanted = true;
  await isComplete;
}

async function answer(number, question) {
  if (engine._septet_comes_later(put(question))) await later();
  if (stopped) return;
  const json = take(engine._septet_ask(put(question)));
  postMessage({ answer: number, json }, [json.buffer]);
}

/** @returns {Promise<boolean>} whether there are new data */
async function load({ load: number, keep, demo, sources }) {
  const tell = (event) => postMessage({ load: number, event: event instanceof Uint8Array ? event : encode(JSON.stringify(event)) });
  const gone = () => cancelled.has(number);
  const progress = { state: 'reading', file: '', bytes: 0, total: 0, records: 0 };
  const errors = [];
  try {
    sources = (await Promise.all(sources.map(unfolded))).flat();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    tell({ state: 'failed', errors: [error.error] });
    return false;
  }
  for (const { file } of sources) progress.total += file?.size ?? 0;
  let told = performance.now(), breathed = told;
  engine._septet_load_begin((keep ? loadFlags.keep : 0) | (demo ? loadFlags.demo : 0));
  for (const source of sources) {
    try {
      const { name, size, pieces } = await open(source);
      if (gone()) break;
      progress.file = name;
      if (!source.file) progress.total += size;
      tell(progress);
      engine._septet_load_file(put(encode(name)));
      for await (const piece of gathered(unzipped(pieces, name, (read) => { progress.bytes += read; }))) {
        if (performance.now() - breathed > breathEveryMs) {
          await breath();
          breathed = performance.now();
        }
        if (stopped) return false;
        if (gone()) break;
        const said = engine._septet_load_piece(put(piece));
        if (said === pieceSaid.useless) break;
        if (said === pieceSaid.wantsLater) await later();
        if (stopped) return false;
        if (performance.now() - told > progressEveryMs) {
          told = performance.now();
          progress.records = engine._septet_load_records();
          tell(progress);
        }
      }
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      errors.push(error.error);
    }
    if (gone()) break;
  }
  // Whole or not at all: a source that could not be read fails the load as one does that the engine refuses.
  const event = take(engine._septet_load_end(gone() || errors.length ? 1 : 0));
  tell(errors.length && !gone() ? { state: 'failed', errors } : event);
  cancelled.delete(number);
  return !errors.length && JSON.parse(new TextDecoder().decode(event)).state === 'done';
}

const { port1: breathing, port2: breather } = new MessageChannel();
/** Until the messages that have come meanwhile have been seen to. */
const breath = () => new Promise((done) => {
  breathing.onmessage = done;
  breather.postMessage(0);
});

const encode = (text) => new TextEncoder().encode(text);

/** The file's name in an address, as it is where its escapes are none. */
function lastPart(path) {
  const part = path.split('/').pop();
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** An address that ends in a slash is a folder: its listing, a JSON array of {name}, gives the exports in it. */
async function unfolded(source) {
  if (!source.address?.endsWith('/')) return [source];
  const { name, pieces } = await open(source);
  const wrong = new Unreadable('address_wrong_type', name || source.address, source.address);
  const parts = [];
  for await (const piece of pieces) {
    parts.push(piece.slice());
    if (parts.reduce((sum, part) => sum + part.length, 0) > MiB) throw wrong;
  }
  let listing;
  try {
    listing = JSON.parse(await new Blob(parts).text());
  } catch {
    throw wrong;
  }
  if (!Array.isArray(listing)) throw wrong;
  const files = listing.map((entry) => String(entry?.name ?? '')).filter((file) => exportName.test(file));
  if (!files.length) throw wrong;
  return files.map((file) => ({ ...source, address: source.address + file.split('/').map(encodeURIComponent).join('/') }));
}

/** @returns {Promise<{name: string, size: number, pieces: AsyncIterable<Uint8Array>}>} size 0: not known */
async function open({ file, address, allowed, name }) {
  if (file) return { name: file.name, size: file.size, pieces: chunks(file.stream(), (error) => new Unreadable('file_unreadable', file.name, error.message)) };
  let url;
  try {
    url = new URL(address, base);
  } catch {
    throw new Unreadable('address_refused', address, address);
  }
  const own = url.origin === new URL(base).origin;
  const permitted = (origin) => own ? origin === url.origin : allowed.includes(origin);
  if (!/^https?:$/.test(url.protocol) || !permitted(url.origin)) throw new Unreadable('address_refused', address, address);
  name ??= lastPart(url.pathname) || url.host;
  let response;
  try {
    // In the mode "same-origin" the browser does not follow a redirect to elsewhere.
    response = await fetch(url, { mode: own ? 'same-origin' : 'cors', credentials: own ? 'same-origin' : 'omit', referrerPolicy: 'no-referrer' });
  } catch (error) {
    throw new Unreadable('address_unreachable', name, error.message);
  }
  if (!permitted(new URL(response.url).origin)) throw new Unreadable('address_refused', name, response.url);
  if (!response.ok) throw new Unreadable('address_unreachable', name, `${response.status} ${response.statusText}`.trim());
  const type = response.headers.get('content-type') ?? '';
  if (notData.test(type)) throw new Unreadable('address_wrong_type', name, type);
  const size = response.headers.has('content-encoding') ? 0 : Number(response.headers.get('content-length')) || 0;
  return { name, size, pieces: chunks(response.body, (error) => new Unreadable('address_unreachable', name, error.message)) };
}

/** The stream's bytes as they come. A piece lives until the next is asked for: where the browser can, all are read into one buffer. */
async function* chunks(stream, failure) {
  let reader;
  let room;
  try {
    reader = stream.getReader({ mode: 'byob' });
    room = new ArrayBuffer(readSize);
  } catch {
    reader = stream.getReader();  // not every stream, and not every browser
  }
  try {
    for (;;) {
      let step;
      try {
        step = await (room ? reader.read(new Uint8Array(room)) : reader.read());
      } catch (error) {
        throw error instanceof Unreadable ? error : failure(error);
      }
      if (step.done) return;
      yield step.value;
      if (room) room = step.value.buffer;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

/** The same pieces, unzipped if their first bytes say that they are gzip. */
async function* unzipped(pieces, name, read) {
  const source = pieces[Symbol.asyncIterator]();
  const counted = async () => {
    const step = await source.next();
    if (!step.done) read(step.value.length);
    return step;
  };
  try {
    let head = await counted();
    // A stream may begin with a single byte.
    while (!head.done && head.value.length < 2) {
      head.value = head.value.slice();
      const more = await counted();
      if (more.done) break;
      const joined = new Uint8Array(head.value.length + more.value.length);
      joined.set(head.value);
      joined.set(more.value, head.value.length);
      head = { done: false, value: joined };
    }
    if (head.done) return;
    if (head.value[0] !== 0x1f || head.value[1] !== 0x8b) {
      for (let step = head; !step.done; step = await counted()) yield step.value;
      return;
    }
    const zipped = new ReadableStream({
      async pull(controller) {
        const step = head ?? await counted();
        head = null;
        if (step.done) controller.close();
        else controller.enqueue(step.value.slice());
      },
    }, { highWaterMark: 0 });
    yield* chunks(zipped.pipeThrough(new DecompressionStream('gzip')), (error) => new Unreadable('gzip_damaged', name, error.message));
  } finally {
    source.return?.();
  }
}

async function* gathered(pieces) {
  const store = new Uint8Array(gatherSize);
  let held = 0;
  for await (const piece of pieces) {
    if (held + piece.length > gatherSize) {
      if (held) yield store.subarray(0, held);
      held = 0;
    }
    if (piece.length >= gatherSize) {
      for (let at = 0; at < piece.length; at += readSize) yield piece.subarray(at, at + readSize);
    } else {
      store.set(piece, held);
      held += piece.length;
    }
  }
  if (held) yield store.subarray(0, held);
}
