// The page's side of the engine: its worker, the questions on their way, what is loaded and what is being loaded.
//
// What was loaded is remembered as files and addresses, so that a worker that trapped can be replaced: the new one reads
// the same again.
import { compile } from './later.mjs';
import { failure, say, version } from './notices.mjs';

const encode = (text) => new TextEncoder().encode(text);
const encodeJson = (value) => encode(JSON.stringify(value));

/** A file of the demo: fetched while the engine is still on its way, and in memory if the engine has to be started again. */
async function fetchDemo(name) {
  try {
    const response = await fetch(`demo/${name}`, { priority: 'low' });
    if (response.ok) return [{ file: new File([await response.blob()], name) }];
  } catch { /* the worker tries again, and tells why it is not to be had */ }
  return [{ address: `demo/${name}`, allowed: [] }];
}

/** More than this many traps in a row are not cured by starting again. */
const restartsInARow = 2;

export class Data {
  #compiled;
  #later = null;         // the engine's later part, as soon as it is wanted
  #worker;
  #frames;
  #listener = null;
  #early = [];           // what happened before somebody listened
  #asked = new Map();    // number → {done, answer}: questions on their way
  #nextOwn = -1;         // numbers of scripts' questions; the shell's are positive
  #loaded = { sources: [], demo: '' };
  #load = null;          // {number, keep, quiet, sources, demo, done, failed}
  #loads = 0;
  #restarts = 0;
  #origins;
  #received;
  demoReceived = new Promise((resolve) => { this.#received = resolve; });  // once a demo's bytes are all here

  /**
   * @param {Promise<WebAssembly.Module>} compiled engine.wasm
   * @param {import('./frames.mjs').Frames} frames
   * @param {string[]} origins besides our own, from where addresses may be loaded
   */
  constructor(compiled, frames, origins) {
    this.#compiled = compiled;
    this.#frames = frames;
    this.#origins = origins;
    this.#start();
  }

  /** Gives the engine its later part; figures that are in it wait for it. */
  completeEngine() {
    if (!this.#later) {
      this.#later = compile('engine_later.wasm');
      this.#giveLater();
      this.#joinReviews();
    }
    return this.#later;
  }

  #giveLater() {
    const worker = this.#worker;
    Promise.all([this.#later, this.#compiled]).then(([later]) => worker.postMessage({ later }), () => {});
  }

  /** @param {{answer(number, bytes), loadEvent(bytes)}} listener */
  listen(listener) {
    this.#listener = listener;
    for (const [name, ...values] of this.#early.splice(0)) listener[name](...values);
  }

  /** The shell's question, UTF-8. */
  ask(number, question) {
    this.#send(number, question, (json) => this.#tell('answer', number, json));
  }

  /** A script's question: an object or JSON text. */
  askAnswer(question) {
    const text = typeof question === 'string' ? question : JSON.stringify(question);
    return new Promise((resolve) => {
      this.#send(this.#nextOwn--, encode(text), (json) => resolve(JSON.parse(new TextDecoder().decode(json))));
    });
  }

  /** The reader's own files take the demo's place and join each other. */
  openFiles(files) {
    if (!files.length) return;
    const keep = this.#loaded.sources.length > 0 && !this.#loaded.demo;
    this.#begin({ keep, sources: [...files].map((file) => ({ file })) });
  }

  openAddress(address) {
    this.#begin({ sources: [{ address, allowed: this.#origins }] });
  }

  openDemo(language) {
    // The page may have begun before the shell asked.
    if (this.#load?.demo === language || (!this.#load && this.#loaded.demo === language)) return;
    const sources = fetchDemo(`${language}.json.gz`);
    sources.then(this.#received);
    this.#begin({ demo: language, sources });
  }

  /** What only the engine's later part reads of the demo joins it once the page has all that it asked for. */
  #joinReviews() {
    this.#later?.then(() => this.#frames.atRest(() => {
      const { demo, sources } = this.#loaded;
      if (demo && sources.length === 1 && !this.#load)
        this.#begin({ keep: true, quiet: true, demo, sources: fetchDemo(`${demo}-reviews.json.gz`) });
    }), () => {});
  }

  cancel() {
    if (this.#load) this.#worker.postMessage({ cancel: this.#load.number });
  }

  #start() {
    this.#worker = new Worker(new URL('engine.worker.mjs', import.meta.url), { type: 'module', name: 'septet-engine' });
    this.#worker.onmessage = ({ data }) => this.#heard(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#trapped(event.message || 'engine.worker.mjs');
    };
    const worker = this.#worker;
    this.#compiled.then(
      (module) => worker.postMessage({ start: module, base: document.baseURI.split('#')[0] }),
      (error) => failure(error, 'engineFailed'));
    if (this.#later) this.#giveLater();
  }

  #send(number, question, answered) {
    this.#asked.set(number, { done: this.#frames.busy(), answered });
    this.#compiled.then(() => this.#worker.postMessage({ ask: number, question }), () => {});
  }

  #begin({ keep = false, quiet = false, sources, demo = '', failed = null }) {
    if (this.#load) {
      this.#worker.postMessage({ cancel: this.#load.number });
      this.#load.done();
    }
    const load = { number: ++this.#loads, keep, quiet, sources: [], demo, failed, done: this.#frames.busy() };
    this.#load = load;
    Promise.all([sources, this.#compiled]).then(([ready]) => {
      if (this.#load !== load) return;  // another was begun meanwhile
      load.sources = ready;
      this.#worker.postMessage({ load: load.number, keep, demo: !!demo, sources: ready });
    }, () => {});
  }

  #heard(data) {
    if (data.answer !== undefined) {
      const asked = this.#asked.get(data.answer);
      this.#asked.delete(data.answer);
      asked?.answered(data.json);
      asked?.done();
      this.#restarts = 0;
    } else if (data.load !== undefined) {
      this.#loadEvent(data);
    } else if (data.wanted === 'later') {
      this.completeEngine().catch(() => {});  // told when the page's own later part is wanted
    } else if (data.trapped !== undefined) {
      this.#trapped(data.trapped);
    }
  }

  #loadEvent({ load: number, event }) {
    const load = this.#load;
    if (load?.number !== number) return;  // a later one took its place
    const { state } = JSON.parse(new TextDecoder().decode(event));
    if (state === 'reading') {
      if (!load.quiet) this.#tell('loadEvent', event);
      return;
    }
    this.#load = null;
    if (state === 'done') {
      this.#loaded = { sources: load.keep ? [...this.#loaded.sources, ...load.sources] : load.sources, demo: load.demo };
    }
    if (state === 'done' || !load.quiet) this.#tell('loadEvent', event);
    if (load.failed) this.#tell('loadEvent', load.failed);
    this.#joinReviews();
    load.done();
  }

  #trapped(detail) {
    console.error(`Septet ${version}: the engine stopped.\n${detail}`);
    this.#worker.terminate();
    const load = this.#load;
    this.#load = null;
    const stopped = encodeJson({ error: { code: 'engine_stopped' } });
    for (const [number, asked] of [...this.#asked]) {
      this.#asked.delete(number);
      asked.answered(stopped);
      asked.done();
    }
    load?.done();
    if (++this.#restarts > restartsInARow) {
      failure(`${say('engineFailed')}\n${detail}`, 'engineFailed');
      return;
    }
    this.#start();
    this.#tell('loadEvent', encodeJson({ state: 'restarted' }));
    // What was loaded is read again; what was being loaded is not: it may be what the engine stumbled over.
    const failed = load && encodeJson({ state: 'failed', errors: [{ code: 'engine_stopped', file: load.sources.at(-1)?.file?.name }] });
    const { sources, demo } = this.#loaded;
    if (sources.length) this.#begin({ sources, demo, failed });
    else if (failed) this.#tell('loadEvent', failed);
  }

  #tell(name, ...values) {
    if (this.#listener) this.#listener[name](...values);
    else this.#early.push([name, ...values]);
  }
}
