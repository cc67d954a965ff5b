// The page's side of the engine: its worker, the questions on their way, what is loaded and what is being loaded.
//
// What was loaded is remembered as files and addresses, so that a worker that trapped can be replaced: the new one reads
// the same again.
import { compiled, fetchDemo, begun, startMessage, startWorker } from './early.mjs';
import { laterPart } from './later.mjs';
import { failure, say, version } from './notices.mjs';

const encode = (text) => new TextEncoder().encode(text);
const encodeJson = (value) => encode(JSON.stringify(value));

/** A load that has ended by then is over before a reader could follow it. */
const progressAfterMs = 400;

/** More than this many traps in a row are not cured by starting again. */
const restartsInARow = 2;

export class Data {
  #later = null;         // the engine's later part, as soon as it is wanted
  #worker;
  #frames;
  #listener = null;
  #early = [];           // what happened before somebody listened
  #asked = new Map();    // number → {done, answer}: questions on their way
  #ahead = new Map();    // number → {question, load}: the shell's questions from before anything was loaded, and whether the worker knows
  #nextOwn = -1;         // numbers of scripts' questions; the shell's are positive
  #loaded = { sources: [], demo: '' };
  #load = null;          // {number, begun, keep, quiet, sources, wanted, demo, done, failed, first, known, instead}
  #loads = 0;
  #restarts = 0;
  #origins;
  #received;
  demoReceived = new Promise((resolve) => { this.#received = resolve; });  // once a demo's bytes are all here

  /**
   * @param {import('./frames.mjs').Frames} frames
   * @param {string[]} origins besides our own, from where addresses may be loaded
   */
  constructor(frames, origins) {
    this.#frames = frames;
    this.#origins = origins;
    this.#follow(begun.worker);
    compiled.catch((error) => failure(error, 'engineFailed'));
    if (begun.demo) this.#beginDemo(begun.demo, begun.sources, { sent: true, first: begun.first });
    for (const data of begun.heard.splice(0)) this.#heard(data);
  }

  /** Gives the engine its later part; figures that are in it wait for it. */
  completeEngine() {
    if (!this.#later) {
      this.#later = laterPart('engine');
      this.#giveLater();
      this.#joinReviews();
    }
    return this.#later;
  }

  #giveLater() {
    const worker = this.#worker;
    Promise.all([this.#later, compiled]).then(([later]) => worker.postMessage({ later }), () => {});
  }

  /** @param {{answer(number, bytes), loadEvent(bytes)}} listener */
  listen(listener) {
    this.#listener = listener;
    for (const [name, ...values] of this.#early.splice(0)) listener[name](...values);
  }

  /** The shell's question, UTF-8. Before anything is loaded it waits for the first data, in the worker where these are on their way. */
  ask(number, question) {
    if (this.#loaded.sources.length) {
      this.#send(number, { question });
      return;
    }
    this.#ahead.set(number, { question });
    this.#passAhead();
  }

  /** Answers what is known of the load under way, and gives the worker the rest. */
  #passAhead() {
    const load = this.#load;
    if (!load || load.first) return;
    for (const [number, ahead] of this.#ahead) {
      if (ahead.load) continue;
      const answer = load.known?.get(new TextDecoder().decode(ahead.question));
      if (answer) {
        this.#ahead.delete(number);
        this.#expect(number);
        // Not in the middle of the frame that asks.
        queueMicrotask(() => this.#heard({ answer: number, json: encodeJson(answer) }));
      } else {
        ahead.load = load.number;
        const { question } = ahead;
        compiled.then(() => this.#worker.postMessage({ ask: number, question, after: load.number }), () => {});
      }
    }
  }

  /** What was asked before there were data counts from now on as on its way. */
  #answerAhead(load) {
    for (const [number, { question, load: known }] of this.#ahead) {
      if (known === load) this.#expect(number);
      else this.#send(number, { question });
    }
    this.#ahead.clear();
  }

  /** A script's question: an object or JSON text. */
  askAnswer(question) {
    const text = typeof question === 'string' ? question : JSON.stringify(question);
    return new Promise((resolve) => {
      this.#send(this.#nextOwn--, { question: encode(text), answered: (json) => resolve(JSON.parse(new TextDecoder().decode(json))) });
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
    this.#beginDemo(language, fetchDemo(`${language}.json.gz`));
  }

  #beginDemo(language, sources, options) {
    sources.then(this.#received);
    this.#begin({ demo: language, sources, ...options });
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
    const worker = startWorker();
    this.#follow(worker);
    compiled.then((module) => worker.postMessage(startMessage(module)), () => {});
    if (this.#later) this.#giveLater();
  }

  #follow(worker) {
    this.#worker = worker;
    worker.onmessage = ({ data }) => this.#heard(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#trapped(event.message || 'engine.worker.mjs');
    };
  }

  #expect(number, answered = (json) => this.#tell('answer', number, json)) {
    this.#asked.set(number, { done: this.#frames.busy(), answered });
  }

  #send(number, { question, answered }) {
    this.#expect(number, answered);
    compiled.then(() => this.#worker.postMessage({ ask: number, question }), () => {});
  }

  /**
   * sent: the worker has been told already.
   * first: a promise of what the engine will say (early.mjs); once it is here the reader is told that the load is done.
   */
  #begin({ keep = false, quiet = false, sources, demo = '', failed = null, sent = false, first = null }) {
    const before = this.#load;
    if (before) {
      this.#worker.postMessage({ cancel: before.number });
      before.done();
    }
    // The reader has been told that the demo is loaded: where this does not take its place, it is.
    const instead = before?.known ? { quiet: true, demo: before.demo, sources: before.wanted } : before?.instead;
    const load = { number: ++this.#loads, begun: performance.now(), keep, quiet, sources: [], wanted: sources, demo, failed,
      done: this.#frames.busy(), first, instead };
    this.#load = load;
    first?.then((said) => {
      load.first = null;
      if (this.#load !== load) return;
      if (said) {
        load.known = said.answers;
        this.#tell('loadEvent', encodeJson(said.event));
      }
      this.#passAhead();
    });
    Promise.all([sources, compiled]).then(([ready]) => {
      if (this.#load !== load) return;  // another was begun meanwhile
      load.sources = ready;
      if (!sent) this.#worker.postMessage({ load: load.number, keep, demo: !!demo, sources: ready });
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
      if (!load.quiet && !load.known && performance.now() - load.begun > progressAfterMs) this.#tell('loadEvent', event);
      return;
    }
    this.#load = null;
    if (state === 'done') {
      this.#loaded = { sources: load.keep ? [...this.#loaded.sources, ...load.sources] : load.sources, demo: load.demo };
    }
    if (state === 'done' ? !load.known : !load.quiet) this.#tell('loadEvent', event);
    if (state === 'done') this.#answerAhead(number);
    if (load.failed) this.#tell('loadEvent', load.failed);
    if (state !== 'done' && load.instead) this.#begin(load.instead);
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
