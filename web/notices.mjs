// What the page says in the document itself, because the canvas cannot: before it is there, and when
// something fails. Text only, in the page's language.

const words = {
  zh: {
    noWasm: '此浏览器不支持 WebAssembly SIMD，Septet 无法运行。请使用 2023 年以后的 Chrome、Edge、Firefox 或 Safari。',
    failed: '出错了。重新载入会保留当前视图；自己打开的文件需要再打开一次。',
    engineFailed: '计算引擎无法启动。',
    details: '详细信息',
    reload: '重新载入',
    close: '关闭',
    skip: '跳到正文',
    drop: '松开以打开 JSON 文件。文件只在此标签页中读取，不会发送到任何地方。',
  },
  en: {
    noWasm: 'This browser has no WebAssembly SIMD, which Septet needs. Please use Chrome, Edge, Firefox or Safari of 2023 or later.',
    failed: 'Something went wrong. Reloading keeps the current view; files of your own have to be opened again.',
    engineFailed: 'The engine could not be started.',
    details: 'Details',
    reload: 'Reload',
    close: 'Close',
    skip: 'Skip to the content',
    drop: 'Let go to open JSON files. They are read in this tab and sent nowhere.',
  },
};

export const say = (key) => words[document.documentElement.lang.startsWith('zh') ? 'zh' : 'en'][key];

export const version = document.querySelector('meta[name=septet-version]').content;

/** @type {Map<string, HTMLElement>} by the key of their words */
const shown = new Map();

function element(tag, text) {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

/**
 * Shows a notice; one of each kind at a time.
 * @param {string} key its words
 * @param {{reload?: boolean, close?: boolean, details?: string}} options
 */
export function notice(key, { reload = false, close = false, details = '' } = {}) {
  withdraw(key);
  const box = document.createElement('div');
  box.className = 'notice';
  box.setAttribute('role', 'alert');
  box.append(element('p', say(key)));
  if (details) {
    const more = document.createElement('details');
    more.append(element('summary', say('details')), details);
    box.append(more);
  }
  const button = (name, press) => {
    const made = element('button', say(name));
    made.addEventListener('click', press);
    box.append(made);
  };
  if (reload) button('reload', () => location.reload());
  if (close) button('close', () => withdraw(key));
  document.getElementById('notices').append(box);
  shown.set(key, box);
}

function withdraw(key) {
  shown.get(key)?.remove();
  shown.delete(key);
}

/** Whatever was not expected: told once, with what a report needs. What was read from files is not part of it. */
export function failure(error, key = 'failed') {
  if (shown.has(key)) return;
  const text = error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ''}` : String(error);
  notice(key, { reload: true, close: true, details: `Septet ${version}\n${text}\n${navigator.userAgent}` });
}
