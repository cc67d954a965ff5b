// WebKitGTK through WebKitWebDriver (classic WebDriver): a window of its own for every context (webkit_window.py), a small
// server before the page's that adds scripts to it, sees its requests and may answer them, and the part of Playwright's
// interface that the tests use. Elements are found, named and told as Playwright does it: by its own script in the page.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { startScreen } from './xvfb.mjs';

const windowProgram = fileURLToPath(new URL('webkit_window.py', import.meta.url));
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Playwright's script for pages: a string in its bundle. */
const injected = (async () => {
  const bundle = await readFile(new URL('../../node_modules/playwright-core/lib/coreBundle.js', import.meta.url), 'utf8');
  const [, literal] = bundle.match(/init_injectedScriptSource = __esm\(\{[\s\S]*?\n\s*\w+ = ('(?:[^'\\]|\\.)*');\n/);
  const source = new Function(`return ${literal}`)();
  return `const module = {}; ${source}
    window.playwrightInjected = new (module.exports.InjectedScript())(globalThis, { isUnderTest: false, sdkLanguage: 'javascript',
      testIdAttributeName: 'data-id', stableRafCount: 1, browserName: 'webkit', shouldPrependErrorPrefix: false, isUtilityWorld: false, customEngines: [] });`;
})();

const keyCodes = {
  Tab: 0xe004, Enter: 0xe007, Shift: 0xe008, Control: 0xe009, ControlOrMeta: 0xe009, Alt: 0xe00a, Escape: 0xe00c, PageUp: 0xe00e, PageDown: 0xe00f,
  End: 0xe010, Home: 0xe011, ArrowLeft: 0xe012, ArrowUp: 0xe013, ArrowRight: 0xe014, ArrowDown: 0xe015,
};
const keyValue = (key) => (key in keyCodes ? String.fromCharCode(keyCodes[key]) : key.length === 1 ? key : key === 'Space' ? ' ' : key);

/** Stands before the page's own server. */
async function startProxy(page, upstream) {
  const server = http.createServer((request, response) => {
    page.tell('request', { url: () => upstream.origin + request.url });
    const route = page.routes.find(({ suffix }) => request.url.split('?')[0].endsWith(suffix));
    if (route) {
      route.handler({
        fulfill: ({ status, headers = {}, body = '' }) => response.writeHead(status, headers).end(body),
        abort: () => request.socket.destroy(),
      });
      return;
    }
    const isPage = /^\/(index\.html)?(\?|$)/.test(request.url);
    const headers = { ...request.headers, host: upstream.host, ...isPage && { 'accept-encoding': 'identity' } };
    if (request.url === '/driver.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(page.scripts.join('\n'));
      return;
    }
    const asked = http.request(upstream.origin + request.url, { method: request.method, headers }, (answer) => {
      if (!isPage || answer.statusCode !== 200 || request.headers['sec-fetch-dest'] === 'empty') {
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
        return;
      }
      let text = '';
      answer.setEncoding('utf8').on('data', (part) => { text += part; }).on('end', () => {
        const { 'content-length': _, etag: __, ...rest } = answer.headers;
        response.writeHead(200, { ...rest, 'cache-control': 'no-store' }).end(text.replace('<head>', '<head><script src="/driver.js"></script>'));
      });
    });
    asked.on('error', () => response.destroy());
    request.pipe(asked);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** In the page, before everything else: what it says and what it calls of ours is kept until it is gathered. */
const keepTold = () => {
  window.driverTold = [];
  for (const type of ['error', 'warn']) {
    const { [type]: say } = console;
    console[type] = (...words) => {
      window.driverTold.push({ console: type === 'warn' ? 'warning' : type, text: words.map((word) => word?.stack ?? String(word)).join(' ') });
      say.apply(console, words);
    };
  }
  addEventListener('error', (event) => window.driverTold.push({ error: String(event.error?.stack ?? event.message) }));
  addEventListener('unhandledrejection', (event) => window.driverTold.push({ error: String(event.reason?.stack ?? event.reason) }));
};

/** A window that another covers wholly is not drawn: each stands a little further right than the one before. */
const apart = 8;
let windows = 0;

class Page {
  #left = (windows++ % 12) * apart;
  scripts = [`(${keepTold})();`];
  routes = [];
  #listeners = { request: [], console: [], pageerror: [] };
  #exposed = {};
  #context;
  #timeout = 10_000;
  #size;
  #proxy;
  #origin;

  constructor(context, size) {
    this.#context = context;
    this.#size = size;
    const to = (x, y) => ({ type: 'pointerMove', x: Math.round(x), y: Math.round(y) });
    const [down, up] = ['pointerDown', 'pointerUp'].map((type) => ({ type, button: 0 }));
    this.mouse = {
      move: (x, y) => this.#pointer(to(x, y)),
      down: () => this.#pointer(down),
      up: () => this.#pointer(up),
      click: (x, y) => this.#pointer(to(x, y), down, up),
      dblclick: (x, y) => this.#pointer(to(x, y), down, up, down, up),
      // Of a wheel that has turned before, WebKit tells by how much more it turns now than then: each turn has a wheel of its own.
      wheel: (deltaX, deltaY) => this.#actions({ type: 'wheel', id: `wheel ${this.#wheels++}`, actions: [{ type: 'scroll', ...this.#at, deltaX, deltaY }] }),
    };
    this.keyboard = {
      down: (key) => this.keys([['keyDown', key]]),
      up: (key) => this.keys([['keyUp', key]]),
      press: (keys) => {
        const names = keys.split('+');
        // With Ctrl a capital letter would be another key.
        const each = names.map((name) => (names.length > 1 && name.length === 1 ? name.toLowerCase() : name));
        return this.keys([...each.map((key) => ['keyDown', key]), ...each.reverse().map((key) => ['keyUp', key])]);
      },
      type: (text) => this.keys([...text].flatMap((letter) => [['keyDown', letter], ['keyUp', letter]])),
    };
  }
  #at = { x: 0, y: 0 };
  #wheels = 0;

  context() { return this.#context; }
  call(method, address, body) { return this.#context.call(method, address, body); }
  setDefaultTimeout(ms) { this.#timeout = ms; }
  on(event, listener) { this.#listeners[event]?.push(listener); }
  tell(event, what) { for (const listener of this.#listeners[event]) listener(what); }
  viewportSize() { return this.#size; }
  async setViewportSize(size) {
    this.#size = size;
    await this.call('POST', '/window/rect', { x: this.#left, y: 0, ...size });
    await this.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, size);
  }
  addInitScript(run, argument) { this.scripts.push(`(${run})(${JSON.stringify(argument) ?? ''});`); }
  exposeFunction(name, run) {
    this.#exposed[name] = run;
    this.scripts.push(`window[${JSON.stringify(name)}] = (...values) => window.driverTold.push({ call: ${JSON.stringify(name)}, values });`);
  }
  waitForTimeout(ms) { return sleep(ms); }
  title() { return this.call('GET', '/title'); }
  url() { return this.address; }
  async goto(address) {
    const upstream = new URL(address);
    this.#proxy = await startProxy(this, upstream);
    this.#origin = `http://127.0.0.1:${this.#proxy.address().port}`;
    this.address = this.#origin + upstream.pathname + upstream.search + upstream.hash;
    await this.call('POST', '/url', { url: this.address });
  }
  async reload() {
    await this.gather();
    await this.call('POST', '/refresh', {});
  }
  goBack() { return this.call('POST', '/back', {}); }
  goForward() { return this.call('POST', '/forward', {}); }
  close() {
    this.#proxy?.closeAllConnections();
    this.#proxy?.close();
  }

  async evaluate(run, argument) {
    const script = `const done = arguments[arguments.length - 1];
      Promise.resolve().then(() => ${typeof run === 'string' ? `(${run})` : `(${run})(${JSON.stringify(argument) ?? ''})`})
        .then((value) => done({ json: JSON.stringify(value), href: location.href }), (error) => done({ error: String(error?.message ?? error) + '\\n' + error?.stack }));`;
    const answer = await this.call('POST', '/execute/async', { script, args: [] });
    if (answer.error) throw new Error(answer.error);
    this.address = answer.href;
    return answer.json === undefined || answer.json === null ? undefined : JSON.parse(answer.json);
  }
  async waitForFunction(run, argument, { timeout = this.#timeout } = {}) {
    for (const end = Date.now() + timeout; ; await sleep(50)) {
      if (await this.evaluate(`!!(${run})(${JSON.stringify(argument) ?? ''})`).catch(() => false)) return;
      if (Date.now() > end) throw new Error(`not within ${timeout} ms: ${run}`);
    }
  }
  /** What the page said since it was last asked. */
  async gather() {
    for (const told of await this.evaluate(() => window.driverTold?.splice(0) ?? []).catch(() => [])) {
      if (told.call) this.#exposed[told.call](...told.values);
      else if (told.error) this.tell('pageerror', { stack: told.error });
      else this.tell('console', { type: () => told.console, text: () => told.text, location: () => ({ url: '' }) });
    }
  }

  async #actions(...sources) { await this.call('POST', '/actions', { actions: sources }); }
  async #pointer(...actions) {
    for (const { x, y } of actions) if (x !== undefined) this.#at = { x, y };
    await this.#actions({ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions });
  }
  async keys(strokes) {
    await this.#actions({ type: 'key', id: 'keys', actions: strokes.map(([type, key]) => ({ type, value: keyValue(key) })) });
  }

  locator(selector) { return new Locator(this, selector); }

  /** Runs a function in the page with Playwright's script and a selector's elements; tries again until it does not throw. */
  async #found(selector, run, argument, { timeout = this.#timeout, all = false } = {}) {
    const script = `(() => {
      const injected = window.playwrightInjected;
      const elements = injected.querySelectorAll(injected.parseSelector(${JSON.stringify(selector)}), document);
      if (${!all} && elements.length !== 1) throw new Error((elements.length || 'no') + ' elements: ' + ${JSON.stringify(selector)});
      return (${run})(${all ? 'elements' : 'elements[0]'}, ${JSON.stringify(argument) ?? 'undefined'}, injected);
    })()`;
    for (const end = Date.now() + timeout; ; await sleep(50)) {
      try {
        return await this.evaluate(new Raw(script));
      } catch (error) {
        if (/playwrightInjected|undefined is not an object \(evaluating 'injected/.test(error.message) && !await this.evaluate(() => !!window.playwrightInjected)) {
          await this.call('POST', '/execute/sync', { script: await injected, args: [] });
          continue;
        }
        if (all || Date.now() > end || /strict/.test(error.message)) throw error;
      }
    }
  }
  one(selector, run, argument, options) { return this.#found(selector, run, argument, options); }
  all(selector, run, argument) { return this.#found(selector, run, argument, { all: true }); }
}

/** Text of a script that is already a whole expression. */
class Raw {
  constructor(text) { this.text = text; }
  toString() { return `() => ${this.text}`; }
}

const quoted = (text, exact) => `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"${exact ? 's' : 'i'}`;
const wanted = (text, exact) => (text instanceof RegExp ? String(text).replace(/>>/g, '\\>\\>') : quoted(text, exact));

class Locator {
  constructor(page, selector) {
    this.page = page;
    this.selector = selector;
  }
  toString() { return `locator('${this.selector}')`; }
  #with(more) { return new Locator(this.page, `${this.selector} >> ${more}`); }
  locator(selector) { return this.#with(selector); }
  getByRole(role, { name, exact } = {}) { return this.#with(`internal:role=${role}${name === undefined ? '' : `[name=${wanted(name, exact)}]`}`); }
  getByText(text) { return this.#with(`internal:text=${text instanceof RegExp ? text : `${JSON.stringify(text)}i`}`); }
  filter({ has, hasText }) {
    return this.#with(has ? `internal:has=${JSON.stringify(has.selector)}` : `internal:has-text=${hasText instanceof RegExp ? hasText : `${JSON.stringify(hasText)}i`}`);
  }
  or(other) { return this.#with(`internal:or=${JSON.stringify(other.selector)}`); }
  first() { return this.#with('nth=0'); }
  last() { return this.#with('nth=-1'); }
  nth(index) { return this.#with(`nth=${index}`); }

  count() { return this.page.all(this.selector, (elements) => elements.length); }
  allTextContents() { return this.page.all(this.selector, (elements) => elements.map((element) => element.textContent)); }
  isVisible() { return this.page.all(this.selector, (elements, _, injected) => elements.length > 0 && injected.utils.isElementVisible(elements[0])); }
  evaluateAll(run, argument) { return this.page.all(this.selector, run, argument); }
  evaluate(run, argument) { return this.page.one(this.selector, run, argument); }
  textContent() { return this.evaluate((element) => element.textContent); }
  innerText() { return this.evaluate((element) => element.innerText); }
  inputValue() { return this.evaluate((element) => element.value); }
  getAttribute(name) { return this.evaluate((element, name) => element.getAttribute(name), name); }
  isDisabled() { return this.evaluate((element) => element.disabled || element.getAttribute('aria-disabled') === 'true'); }
  focus() { return this.evaluate((element) => element.focus()); }
  click() { return this.evaluate((element) => { element.scrollIntoView({ block: 'center' }); element.click(); }); }
  ariaSnapshot() { return this.page.one(this.selector, (element, _, injected) => injected.ariaSnapshot(element, { mode: 'default' })); }
  boundingBox() {
    return this.evaluate((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return element.getClientRects().length ? { x, y, width, height } : null;
    });
  }
  async waitFor({ state = 'visible', timeout = 10_000 } = {}) {
    for (const end = Date.now() + timeout; ; await sleep(50)) {
      if (await (state === 'attached' ? this.count() : this.isVisible())) return;
      if (Date.now() > end) throw new Error(`${this} is not ${state} within ${timeout} ms`);
    }
  }
  async setInputFiles(files) {
    const folder = await this.page.context().filesFolder();
    const paths = await Promise.all(files.map(async (file) => {
      if (typeof file === 'string') return file;
      const place = path.join(folder, file.name);
      await writeFile(place, file.buffer);
      return place;
    }));
    // The driver adds to what a field of several files holds.
    await this.evaluate((field) => { field.value = ''; });
    const element = await this.page.call('POST', '/element', { using: 'css selector', value: this.selector });
    await this.page.call('POST', `/element/${Object.values(element)[0]}/value`, { text: paths.join('\n') });
  }
}

class Context {
  #page;
  #folders = [];
  constructor(options) { this.options = options; }

  async start(display) {
    const { locale, colorScheme, reducedMotion, viewport, timezoneId, deviceScaleFactor } = this.options;
    const port = await freePort();
    this.driver = spawn('WebKitWebDriver', [`--port=${port}`], { stdio: 'ignore', detached: true,
      env: { ...process.env, DISPLAY: display, GDK_BACKEND: 'x11', GDK_SCALE: String(deviceScaleFactor), LIBGL_ALWAYS_SOFTWARE: '1', TZ: timezoneId, NO_AT_BRIDGE: '1' } });
    this.ended = new Promise((resolve) => this.driver.once('exit', resolve));
    process.once('exit', this.#end);
    this.root = `http://127.0.0.1:${port}`;
    const session = { capabilities: { alwaysMatch: { timeouts: { script: 120_000 }, 'webkitgtk:browserOptions': { binary: windowProgram,
      args: [locale, String(viewport.width), String(viewport.height), colorScheme, reducedMotion === 'reduce' ? 'calm' : 'lively'] } } } };
    for (let attempt = 0; !this.session; attempt++) {
      try {
        this.session = (await this.#send('POST', '/session', session)).sessionId;
      } catch (error) {
        if (attempt > 100 || error.cause?.code !== 'ECONNREFUSED') throw error;
        await sleep(50);
      }
    }
    return this;
  }
  async #send(method, address, body) {
    const answer = await fetch(this.root + address, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (value?.error) throw new Error(`${address.split('/').slice(3).join('/')}: ${value.error} ${value.message}`);
    return value;
  }
  call(method, address, body) { return this.#send(method, `/session/${this.session}${address}`, body); }

  async newPage() {
    this.#page = new Page(this, this.options.viewport);
    await this.#page.setViewportSize(this.options.viewport);
    return this.#page;
  }
  /** The driver and its window: a group of processes of their own. */
  #end = () => {
    try {
      process.kill(-this.driver.pid);
    } catch {}  // they have ended
  };
  on(event, listener) { this.#page.on(event, listener); }
  route(glob, handler) { this.#page.routes.push({ suffix: glob.replace('**', ''), handler }); }
  async filesFolder() {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'septet-files-'));
    this.#folders.push(folder);
    return folder;
  }
  async close() {
    await this.call('DELETE', '').catch(() => {});
    process.off('exit', this.#end);
    this.#end();
    await this.ended;
    this.#page?.close();
    for (const folder of this.#folders) await rm(folder, { recursive: true, force: true });
  }
}

const freePort = () => new Promise((resolve) => {
  const server = http.createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

/** @type {import('../harness.mjs').Engine} */
export const engine = {
  name: 'WebKitGTK',
  lacks: {
    axe: 'axe judges the same elements in Chromium',
    composition: 'WebDriver has no input method',
    'file dialog': 'WebDriver cannot tell that a file dialog opens',
    otherStops: 'the window has nothing but the page to go to with Tab',
    media: 'WebKitWebDriver does not change media features',
    print: 'WebKitWebDriver does not print',
    pinch: 'WebKitWebDriver has no fingers',
    ratio: 'GTK has whole pixel ratios only',
    safeArea: 'WebKitWebDriver has no notch',
    touch: 'WebKitWebDriver has no fingers',
    undo: 'a bare window of WebKitGTK binds no key to it',
    workers: 'WebDriver runs no script in a worker',
  },
  async launch() {
    const screen = await startScreen();
    return { screen, isConnected: () => true, close: async () => screen.close() };
  },
  newContext: (browser, options) => new Context(options).start(browser.screen.display),
  picture: async (page) => Buffer.from(await page.call('GET', '/screenshot'), 'base64'),
  gather: (page) => page.gather(),
  // Pasted: reading it by script would be asked about.
  async clipboard(page) {
    await page.evaluate(() => {
      const held = document.activeElement;
      const area = document.body.appendChild(document.createElement('textarea'));
      area.id = 'pasted';
      area.focus();
      area.held = held;
    });
    await page.keyboard.press('Control+v');
    return page.evaluate(async () => {
      const area = document.getElementById('pasted');
      for (let waits = 0; !area.value && waits < 50; waits++) await new Promise((resolve) => setTimeout(resolve, 20));
      const { value, held } = area;
      area.remove();
      held?.focus?.({ preventScroll: true });
      return value;
    });
  },
  numpad: (page, digit) => page.keys(['keyDown', 'keyUp'].map((type) => [type, String.fromCharCode(0xe01a + Number(digit))])),
};
