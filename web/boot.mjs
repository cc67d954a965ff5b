// Starts the page's module beside the engine (early.mjs), and joins the two with the document.
import { Data } from './data.mjs';
import { begun, page as pageCode, tellDrawn } from './early.mjs';
import { Frames } from './frames.mjs';
import { makeHost, setPage } from './host.mjs';
import { join, laterPart } from './later.mjs';
import { failure, notice, version } from './notices.mjs';
import { currentFragment, language, storage } from './preferences.mjs';
import { Semantics } from './semantic.mjs';
import { Paper, Pixels, followPointer, followSize, startGraphics } from './surface.mjs';

addEventListener('error', (event) => failure(event.error ?? event.message));
addEventListener('unhandledrejection', (event) => failure(event.reason));

/** A module with one SIMD instruction. */
const simdProbe = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

const ascii = String.fromCharCode(...Array.from({ length: 95 }, (_, index) => 32 + index));
const breath = () => new Promise((done) => setTimeout(done));
/** Behind the frame that was asked for; where nobody looks there is none. */
const painted = () => Promise.race([new Promise((done) => requestAnimationFrame(() => setTimeout(done))), new Promise((done) => setTimeout(done, 500))]);

const prefersDark = matchMedia('(prefers-color-scheme: dark)');
const theme = storage.get('theme');
setPage(document.title, language, theme ? theme === 'dark' : prefersDark.matches);

if (globalThis.WebAssembly?.validate(simdProbe)) start();
else notice('noWasm');

async function start() {
  const frames = new Frames();
  const origins = document.querySelector('meta[name=septet-data-origins]').content.split(/\s+/).filter(Boolean);
  const data = new Data(frames, origins);

  const canvas = document.getElementById('canvas');
  const pixels = new Pixels(canvas);
  const paper = new Paper(document.getElementById('paper'));
  const { default: createPage } = await import('./page.mjs');

  let module;
  const encoder = new TextEncoder();
  /** Writes texts, divided by zero bytes, where the module expects them; gives their size. */
  const put = (...texts) => putBytes(encoder.encode(texts.join('\0')));
  const putBytes = (bytes) => {
    const place = module._septet_text(bytes.length) >>> 0;
    module.HEAPU8.set(bytes, place);
    return bytes.length;
  };

  // What an element reports may come while the module is in the middle of a frame.
  let inside = false;
  const actions = [];
  const act = (kind, id, value) => {
    actions.push([kind, id, value]);
    if (!inside) deliver();
  };
  const deliver = () => {
    inside = true;
    for (let action; (action = actions.shift());) {
      const [kind, ...texts] = action;
      module._septet_act(kind, put(...texts));
    }
    inside = false;
    frames.now();
  };
  const draw = (now) => {
    inside = true;
    const wait = module._septet_frame(now);
    semantics.settle();
    inside = false;
    if (!actions.length) return wait;
    queueMicrotask(deliver);
    return 0;
  };

  const warm = () => module._septet_warm(put(language === 'zh' ? `${ascii}漏` : ascii));

  let instance;
  let complete = false;
  let completing = false;
  const completeAll = async () => {
    if (completing) return;
    completing = true;
    const done = frames.busy();
    try {
      const parts = Promise.all([laterPart('page'), import('./collation.mjs')]);
      await breath();  // the frame that asked comes first
      const [page, collation] = await parts;
      host.places = collation.places;
      module.initials = collation.initials;
      await join(page, instance);
      complete = true;
      frames.now();
      await painted();
      tellDrawn();
      await data.completeEngine();
      warm();
    } finally {
      done();
    }
  };

  const semantics = new Semantics(document.getElementById('semantics'), document.getElementById('said'), act);
  const host = makeHost({
    canvas, data, frames, paper, pixels, semantics,
    complete() {
      if (!complete) completeAll();
      return complete;
    },
    isComplete: () => complete,
    fragmentChanged(fragment) {
      module._septet_fragment(put(fragment));
      frames.request();
    },
  });

  document.getElementById('skip').onclick = () => semantics.skip();

  module = await createPage({
    canvas,
    host,
    async instantiateWasm(imports, done) {
      const code = await pageCode;
      instance = await WebAssembly.instantiate(code, imports);
      done(instance, code);
    },
    printErr: (text) => console.error(text),
  });

  await breath();  // what has come meanwhile is passed on to the engine first
  const dark = document.documentElement.dataset.theme === 'dark';
  module._septet_start(put(language, currentFragment(), location.href.split('#')[0]), dark ? 1 : 0, storage.get('tour') ? 0 : 1);
  followSize(canvas, module, () => frames.now());
  followPointer(canvas, module, frames, semantics);
  paper.follow(module, frames);
  // A picture has colours of its own: who wants the system's gets the elements.
  const systemColours = matchMedia('(forced-colors: active)');
  const showElements = () => {
    document.documentElement.classList.toggle('plain', systemColours.matches);
    // So large that nothing is out of sight: lists give all their rows. The canvas, when it is back, tells its own size.
    if (systemColours.matches) module._septet_surface(1440, 50_000, 0, 0, 0, 0, 0, 0, 1);
    frames.request();
  };
  systemColours.addEventListener('change', showElements);
  if (systemColours.matches) showElements();
  prefersDark.addEventListener('change', () => {
    if (storage.get('theme')) return;
    module._septet_theme(prefersDark.matches ? 1 : 0);
    frames.request();
  });
  data.listen({
    answer(number, json) {
      module._septet_answer(number, putBytes(json));
      frames.request();
    },
    loadEvent(json) {
      module._septet_load_event(putBytes(json));
      frames.request();
    },
  });
  frames.start(draw);
  (async () => {
    if (!await begun.first) {
      await painted();
      warm();  // while the engine reads
      await data.demoReceived;
    }
    completeAll();
  })();
  frames.atRest(completeAll);
  frames.atRest(() => startGraphics(canvas, module, frames));

  window.septet = {
    version,
    get frames() { return frames.drawn; },
    get frameMs() { return frames.ms; },
    whenIdle: () => frames.whenIdle(),
    ask: (question) => data.askAnswer(question),
  };
}
