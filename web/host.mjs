// The page as the shell's host (app/ui/host.h): files, links, the clipboard, preferences, title and theme.
import { say } from './notices.mjs';
import { currentFragment, storage } from './preferences.mjs';

/** ui::Cursor */
const cursors = ['default', 'pointer', 'text'];

/** Title, language and colours of the document. */
export function setPage(title, language, dark) {
  const root = document.documentElement;
  document.title = title;
  root.lang = language.startsWith('zh') ? 'zh-CN' : 'en';
  root.dataset.theme = dark ? 'dark' : 'light';
  document.getElementById('skip').textContent = say('skip');
  document.querySelector('meta[name=theme-color]').content = getComputedStyle(root).getPropertyValue('--page').trim();
}

/**
 * @param {{canvas: HTMLCanvasElement, paper: import('./surface.mjs').Paper, pixels: import('./surface.mjs').Pixels, data: import('./data.mjs').Data, frames: import('./frames.mjs').Frames,
 *   semantics: import('./semantic.mjs').Semantics, complete: () => boolean, isComplete: () => boolean, fragmentChanged: (fragment: string) => void}} page
 */
export function makeHost({ canvas, data, frames, paper, pixels, semantics, complete, isComplete, fragmentChanged }) {
  let fragment = currentFragment();
  let depth = history.state ?? 0;  // entries of ours below this one
  const files = document.getElementById('files');
  files.addEventListener('change', () => {
    data.openFiles(files.files);
    files.value = '';  // so that the same file can be chosen again
  });
  const moved = () => {
    depth = history.state ?? 0;
    if (currentFragment() === fragment) return;
    fragment = currentFragment();
    fragmentChanged(fragment);
  };
  addEventListener('popstate', moved);
  addEventListener('hashchange', moved);
  acceptDrops(data);

  return {
    complete,
    isComplete,
    ask: (number, question) => data.ask(number, question),
    chooseFiles: () => files.click(),
    loadAddress: (address) => data.openAddress(address),
    loadDemo: (language) => data.openDemo(language),
    cancelLoad: () => data.cancel(),
    setFragment(wanted, push) {
      if (wanted === fragment) return;
      fragment = wanted;
      const address = location.pathname + location.search + (wanted ? `#${wanted}` : '');
      const write = () => {
        if (fragment === wanted) history[push ? 'pushState' : 'replaceState'](depth + push, '', address);
        depth = history.state;
        fragment = currentFragment();  // as the browser spells it
      };
      try {
        write();
      } catch {
        setTimeout(write, 1000);  // Safari allows only so many changes in a while
      }
    },
    // An address out of the data: nothing but the web's own, and the window learns nothing of this one.
    openAddress(address) {
      if (/^https?:\/\//i.test(address)) open(address, '_blank', 'noopener,noreferrer');
    },
    walkHistory(by) {
      if (by > 0 || depth > 0) history.go(by);
    },
    copyText(text) {
      navigator.clipboard?.writeText(text).catch(() => copyBySelection(text)) ?? copyBySelection(text);
    },
    saveFile(name, type, bytes) {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([bytes], { type }));
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    },
    setPage,
    remember: (key, value) => storage.set(key, value),
    requestFrame: () => frames.request(),
    focus: (id) => semantics.focus(id),
    showPixels: (bytes, wide, high) => pixels.show(bytes, wide, high),
    showPaper: (bytes, wide, high) => paper.show(bytes, wide, high),
    showSemantics: (json) => semantics.show(json),
    showCursor: (shape) => { canvas.style.cursor = cursors[shape]; },
  };
}

/** Without a secure address there is no clipboard to write to, but a selection can be copied. */
function copyBySelection(text) {
  const held = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
  held?.focus?.({ preventScroll: true });
}

/** Files may be dropped anywhere on the page. */
function acceptDrops(data) {
  const hint = document.getElementById('drop');
  const carriesFiles = (event) => event.dataTransfer?.types.includes('Files');
  addEventListener('dragover', (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    hint.textContent = say('drop');
    hint.hidden = false;
  });
  addEventListener('dragleave', (event) => {
    if (!event.relatedTarget) hint.hidden = true;
  });
  addEventListener('drop', (event) => {
    hint.hidden = true;
    if (!carriesFiles(event)) return;
    event.preventDefault();
    data.openFiles(event.dataTransfer.files);
  });
}
