// What takes longest begins before the page's other modules are here: the engine's worker, its code and the demo, unless the link
// names data of its own. The demo's first answers come with the page, and the engine with its demo behind them.
import { compile, laterPart } from './later.mjs';
import { currentFragment, language } from './preferences.mjs';

const fromDemo = !/(^|&)data=/.test(currentFragment());

/** What the engine says of a demo at the end of its load, and its answers to what is asked first (cmake/first_answers.mjs). */
async function fetchFirst(name) {
  try {
    const { event, answers } = await (await fetch(`demo/${name}`)).json();
    return { event, answers: new Map(answers.map(([question, answer]) => [JSON.stringify(question), answer])) };
  } catch {
    return null;  // the engine says it itself
  }
}
const first = fromDemo ? fetchFirst(`${language}-first.json`) : null;

/** page.wasm */
export const page = compile('page.wasm');

/** To be called when the picture is drawn; a page that nobody looks at draws none, and waits no longer than this. */
export let tellDrawn;
const longestMs = 1000;
const drawn = new Promise((resolve) => { tellDrawn = resolve; });

/** Where the first answers are known, the engine and its demo take nothing from the way to the picture. */
const pictured = (async () => {
  if (!await first) return;
  await page.then(() => laterPart('page'));
  await Promise.race([drawn, new Promise((resolve) => setTimeout(resolve, longestMs))]);
})().catch(() => {});  // told in boot.mjs

/** engine.wasm */
export const compiled = pictured.then(() => compile('engine.wasm'));

export const startWorker = () => new Worker(new URL('engine.worker.mjs', import.meta.url), { type: 'module', name: 'septet-engine' });

/** To the worker: its code. */
export const startMessage = (module) => ({ start: module, base: document.baseURI.split('#')[0] });

/** A file of the demo: fetched while the engine is still on its way, and in memory if the engine has to be started again. */
export async function fetchDemo(name) {
  try {
    const response = await fetch(`demo/${name}`, { priority: 'low' });
    if (response.ok) return [{ file: new File([await response.blob()], name) }];
  } catch { /* the worker tries again, and tells why it is not to be had */ }
  return [{ address: `demo/${name}`, allowed: [] }];
}

/** The first worker, and its first load where that is the demo; what it says is kept until somebody listens. */
export const begun = { worker: startWorker(), heard: [], demo: '', sources: null, first };
begun.worker.onmessage = ({ data }) => begun.heard.push(data);
begun.worker.onerror = (event) => {
  event.preventDefault();
  begun.heard.push({ trapped: event.message || 'engine.worker.mjs' });
};
compiled.then((module) => begun.worker.postMessage(startMessage(module)), () => {});  // told in data.mjs
if (fromDemo) {
  begun.demo = language;
  begun.sources = pictured.then(() => fetchDemo(`${language}.json.gz`));
  const ready = Promise.all([begun.sources, compiled]);
  ready.then(([sources]) => begun.worker.postMessage({ load: 1, keep: false, demo: true, sources }), () => {});
  begun.sources.then(() => laterPart('page')).catch(() => {});
  ready.then(() => laterPart('engine')).then((later) => begun.worker.postMessage({ later }), () => {});
}
