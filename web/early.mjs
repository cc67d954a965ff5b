// The engine's way to the first figures is the longest, so it begins before the page's other modules are here: its worker, its
// code, and the demo unless the link names data of its own.
import { compile, laterPart } from './later.mjs';
import { currentFragment, language } from './preferences.mjs';

/** engine.wasm */
export const compiled = compile('engine.wasm');

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
export const begun = { worker: startWorker(), heard: [], demo: '', sources: null };
begun.worker.onmessage = ({ data }) => begun.heard.push(data);
begun.worker.onerror = (event) => {
  event.preventDefault();
  begun.heard.push({ trapped: event.message || 'engine.worker.mjs' });
};
compiled.then((module) => begun.worker.postMessage(startMessage(module)), () => {});  // told in data.mjs
if (!/(^|&)data=/.test(currentFragment())) {
  begun.demo = language;
  begun.sources = fetchDemo(`${language}.json.gz`);
  Promise.all([begun.sources, compiled]).then(
    ([sources]) => begun.worker.postMessage({ load: 1, keep: false, demo: true, sources }), () => {});
  begun.sources.then(() => {
    laterPart('page').catch(() => {});  // told in boot.mjs
    Promise.all([laterPart('engine'), compiled]).then(([later]) => begun.worker.postMessage({ later }), () => {});
  });
}
