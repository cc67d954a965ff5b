// What the tests are written with: test(), the page as somebody without eyes for pixels meets it (roles, names, the
// keyboard, a real mouse at the middle of an element), and what is checked after every test.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { readPng } from './png.mjs';

export { assert };

/**
 * A browser engine and its driver (engines/). Its pages have the part of Playwright's interface that the tests use; what
 * Playwright has no common word for is here.
 * @typedef {object} Engine
 * @property {string} name
 * @property {Record<string, string>} lacks what its driver cannot do, by the word that tests need it with, and why
 * @property {() => Promise<import('playwright-core').Browser>} launch
 * @property {(browser, options) => Promise<import('playwright-core').BrowserContext>} newContext
 * @property {(page, features) => Promise<void>} media as page.emulateMedia()
 * @property {(page) => Promise<Buffer>} picture what is in the window, as PNG
 * @property {((page) => Promise<void>)=} gather brings what the page said meanwhile
 * @property {(page) => Promise<string>} clipboard
 * @property {(page, x: number, y: number) => Promise<void>} tap
 * @property {(page, points: {x: number, y: number}[]) => Promise<void>} swipe a finger
 * @property {(page, centre: {x: number, y: number}, apart: [number, number]) => Promise<void>} pinch two fingers
 * @property {(page, insets: {top: number, right: number, bottom: number, left: number}) => Promise<void>} safeArea of the screen
 * @property {(page, digit: string) => Promise<void>} numpad a key of the number pad
 * @property {(page, text: string) => Promise<void>} compose an input method's text that is not yet decided
 * @property {(page, text: string) => Promise<void>} compositionEnd
 * @property {(page, size: {width: number, height: number, dpr: number}) => Promise<void>} pixelRatio as the browser's zoom does
 */

/** Tests of the file that is being read. */
export const declared = [];

/**
 * @param {string} name what is promised
 * @param {(t: TestContext) => Promise<void>} run
 * @param {{weight?: number, needs?: string[]}} options seconds that it usually takes; what an engine's driver must be able to do
 */
export const test = (name, run, { weight = 2, needs = [] } = {}) =>
  declared.push({ name, run, weight, needs });

const texts = Object.fromEntries(['en', 'zh'].map((language) => [language,
  JSON.parse(readFileSync(new URL(`../../assets/text/${language}.json`, import.meta.url), 'utf8'))]));

export const locales = { en: 'en-US', zh: 'zh-CN' };
export const desk = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

/** A word of the page: assets/text, filled in. */
export function words(language, key, ...values) {
  assert.ok(key in texts[language], `assets/text/${language}.json has no ${key}`);
  return texts[language][key].replace(/\{(\d)\}/g, (gap, index) => values[index] ?? gap);
}

/** A regular expression of a word with gaps, for names whose figures are not known. */
export const pattern = (language, key) =>
  new RegExp(words(language, key).split(/\{\d?\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s/g, '\\s')).join('.*'));

/** Tries until it succeeds or gives something true. */
export async function until(what, attempt) {
  const within = 40_000;
  const end = Date.now() + within;
  let last;
  for (;;) {
    try {
      const result = await attempt();
      if (result) return result;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`${what}: not within ${within / 1000} s`, { cause: last });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export class TestContext {
  pages = [];
  notes = [];
  #browser;
  #closing = [];

  constructor({ engine, browser, address, data }) {
    this.engine = engine;
    this.#browser = browser;
    this.address = address;
    this.dataFolder = data;
  }

  dataPath(name) { return path.join(this.dataFolder, name); }
  /** Printed under the test's line. */
  note(text) { this.notes.push(text); }
  /** To be ended with the test. */
  afterwards(end) { this.#closing.push(end); }

  /**
   * Opens the page in a fresh browser profile and waits until it has come to rest.
   * @param {{language?: 'en'|'zh', theme?: 'light'|'dark', viewport?: {width: number, height: number}, dpr?: number,
   *   touch?: boolean, fragment?: string, calm?: boolean, before?: (page) => Promise<void>, ready?: boolean,
   *   complaints?: RegExp, address?: string, firstVisit?: boolean}} options calm: with reduced motion; complaints: what the console may
   *   say; firstVisit: as a reader who has not seen the tour; without a fragment Roles is opened
   */
  async open({ language = 'en', theme = 'light', viewport = desk, dpr = 1, touch = false, fragment = 'screen=roles', calm = true, before,
    ready = true, complaints, address = this.address, firstVisit = false } = {}) {
    const profile = await this.engine.newContext(this.#browser, {
      locale: locales[language], colorScheme: theme, viewport, deviceScaleFactor: dpr, touch,
      reducedMotion: calm ? 'reduce' : 'no-preference', timezoneId: 'Asia/Shanghai',
    });
    const page = await profile.newPage();
    const septet = new Septet(page, this.engine, language, touch, complaints);
    this.pages.push(septet);
    await septet.listen();
    // The empty page before it has an origin of no name, and no storage.
    if (!firstVisit) await page.addInitScript(() => origin !== 'null' && localStorage.setItem('septet.tour', 'seen'));
    await before?.(page);
    await page.goto(`${address}/${fragment && `#${fragment}`}`);
    if (ready) await septet.ready();
    return septet;
  }

  /** What holds for every page, whatever the test was about. */
  async check() {
    for (const septet of this.pages) {
      await this.engine.gather?.(septet.page);
      const { origin } = new URL(this.address);
      const foreign = septet.requests.filter((address) => !/^(blob|data):/.test(address) && new URL(address).origin !== origin);
      assert.deepEqual(foreign, [], 'requests beyond the page\'s own origin');
      assert.deepEqual(septet.complaints.filter((text) => !septet.allowed?.test(text)), [], 'console errors');
      assert.deepEqual(septet.violations, [], 'violations of the security policy');
    }
  }

  /** Of a failed test: what its pages said. */
  told() { return this.pages.flatMap((septet) => [...septet.complaints, ...septet.violations]); }

  async close() {
    for (const end of this.#closing) await Promise.resolve(end()).catch(() => {});
    for (const { page } of this.pages) await page.context().close().catch(() => {});
  }
}

export class Septet {
  requests = [];
  complaints = [];
  violations = [];

  constructor(page, engine, language, touch, allowed) {
    this.page = page;
    this.engine = engine;
    // Where the driver has no fingers, a phone is a small window.
    this.touch = touch && !engine.lacks.touch;
    this.language = language;
    this.allowed = allowed;
    this.mouse = page.mouse;
    this.keyboard = page.keyboard;
    page.setDefaultTimeout(60_000);
  }

  async listen() {
    const { page } = this;
    page.context().on('request', (request) => this.requests.push(request.url()));
    page.on('pageerror', (error) => this.complaints.push(`${error.stack ?? error}`));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.complaints.push(`${message.type()}: ${message.text()} (${message.location().url})`);
    });
    await page.exposeFunction('tellViolation', (text) => this.violations.push(text));
    await page.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) => window.tellViolation(`${event.violatedDirective} ${event.blockedURI}`));
      window.told = new Set();
      new MutationObserver(() => {
        for (const status of document.querySelectorAll('#semantics [role=status]')) window.told.add(status.textContent);
      }).observe(document, { subtree: true, childList: true, characterData: true });
    });
  }

  /** The page has started and everything that was under way is done. */
  async ready() {
    await this.page.waitForFunction(() => window.septet, null, { timeout: 60_000 });
    await this.settle();
  }

  settle() { return this.page.evaluate(() => window.septet.whenIdle()); }
  ask(question) { return this.page.evaluate((asked) => window.septet.ask(asked), question); }
  frames() { return this.page.evaluate(() => window.septet.frames); }
  fragment() { return this.page.evaluate(() => location.hash.slice(1)); }
  say(key, ...values) { return words(this.language, key, ...values); }

  /** Elements by role and accessible name: exact where it is text. */
  get(role, name, within = this.page.locator('#semantics')) {
    return within.getByRole(role, name === undefined ? {} : { name, exact: typeof name === 'string' });
  }

  /** Waits until this was said in passing (a notice goes again by itself) since the page was opened. */
  told(text) {
    return until(`"${text}" is said`, async () => (await this.page.evaluate(() => [...window.told])).includes(text));
  }

  /** The whole page as a screen reader meets it, but for whether there is something to undo: that is how it came about. */
  async outline() {
    const [undo, redo] = [this.say('undo'), this.say('redo')];
    const lines = (await this.page.locator('#semantics').ariaSnapshot()).split('\n');
    return lines.filter((line) => !line.includes(`button "${undo}`) && !line.includes(`button "${redo}`)).join('\n');
  }

  /** Scrolls what is in the middle of the window, with the wheel or a finger. */
  async scroll(distance) {
    const { width, height } = this.page.viewportSize();
    const [x, y] = [width / 2, height / 2];
    if (this.touch && this.engine.lacks.mouseAfterTouch) {
      const steps = 12;
      await this.engine.swipe(this.page, Array.from({ length: steps + 1 }, (_, step) => ({ x, y: y + distance * (0.5 - step / steps) })));
    } else {
      await this.mouse.move(x, y);
      await this.mouse.wheel(0, distance);
    }
    await this.settle();
  }

  /** The element's place, scrolled into sight where it is not. */
  async place(target) {
    const { width, height } = this.page.viewportSize();
    await target.first().waitFor({ state: 'attached' });
    for (let turn = 0; turn < 30; turn++) {
      const box = await target.first().boundingBox();
      if (box && box.width > 1 && box.height > 1 && box.y + box.height / 2 < height && box.x + box.width / 2 < width) return box;
      await this.scroll(turn < 15 ? 480 : -480);
    }
    throw new Error(`cannot be scrolled into sight: ${target}`);
  }

  /** A real click in the middle. */
  async press(target) {
    const box = await this.place(target);
    await this.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await this.settle();
  }

  async tap(target) {
    if (!this.touch) return this.press(target);
    const box = await this.place(target);
    await this.engine.tap(this.page, box.x + box.width / 2, box.y + box.height / 2);
    await this.settle();
  }

  /** The pointer where it points at nothing. */
  async away() {
    await this.mouse.move(0, 0);
    await this.settle();
  }

  async go(screen) {
    const name = new RegExp(`^${this.say(`nav_${screen}`)}( \\d+)?$`);
    await this.press(this.get('link', name));
  }

  async chooseRole(role) { await this.press(this.get('button', this.say(`role_${role}`), this.get('group', this.say('tiles_label')))); }

  /** Into the field with the focus, at once, as from the clipboard. */
  async insert(text) {
    await this.page.evaluate((text) => document.execCommand('insertText', false, text), text);
    await this.settle();
  }

  /** Through the history, as the browser's own buttons do. */
  async #travel(steps) {
    await this.page.evaluate((steps) => new Promise((arrived) => {
      addEventListener('popstate', () => arrived(), { once: true });
      history.go(steps);
    }), steps);
    await this.settle();
  }
  back() { return this.#travel(-1); }
  forward() { return this.#travel(1); }

  key(...keys) {
    return keys.reduce((before, key) => before.then(() => this.keyboard.press(key)), Promise.resolve()).then(() => this.settle());
  }

  /** Rows of a table: texts of its cells. */
  rows(table) {
    return table.evaluate((element) => [...element.querySelectorAll('[role=row]')].map((row) =>
      [...row.children].map((cell) => (cell.getAttribute('aria-label') ?? cell.textContent).replace(/\s+/g, ' '))));
  }

  /** The element with the keyboard focus. */
  focused() {
    return this.page.evaluate(() => {
      const element = document.activeElement;
      return element === document.body ? null
        : { id: element.dataset.id, role: element.getAttribute('role') ?? element.localName, name: element.getAttribute('aria-label') ?? element.textContent };
    });
  }

  /** Files of the disk, large ones. */
  async openPaths(...paths) {
    await this.page.locator('#files').setInputFiles(paths, { timeout: 30_000 });
    await this.settle();
  }

  /** Files: {name, text or bytes}. Through the field that the button opens. */
  async openFiles(...files) {
    await this.page.locator('#files').setInputFiles(files.map((file) => (
      { name: file.name, mimeType: file.type ?? 'application/json', buffer: Buffer.from(file.bytes ?? file.text) })));
    await this.settle();
  }

  async dropFiles(...files) {
    const carried = files.map(({ name, text, bytes }) => ({ name, base64: Buffer.from(bytes ?? text).toString('base64') }));
    await this.page.evaluate((carried) => {
      const dataTransfer = new DataTransfer();
      for (const { name, base64 } of carried) dataTransfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
      const canvas = document.getElementById('canvas');
      const event = (type) => canvas.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      event('dragenter');
      if (event('dragover')) throw new Error('dragover was not taken');
      event('drop');
    }, carried);
    await this.settle();
  }

  /** What went wrong with a load, in the page's words. */
  async alert() {
    const alert = this.get('alert').first();
    await alert.waitFor({ state: 'attached' });
    return alert.evaluate((element) => [element.getAttribute('aria-label'), element.textContent,
      ...[...element.querySelectorAll('[aria-label]')].map((inner) => inner.getAttribute('aria-label'))].join('\n').replace(/\s+/g, ' '));
  }

  picture() { return this.engine.picture(this.page); }
  clipboard() { return this.engine.clipboard(this.page); }
  media(features) { return this.engine.media(this.page, features); }
}

/** What an element says: its label, else its text. */
export const told = async (locator) => (await locator.getAttribute('aria-label')) ?? locator.textContent();

/** "1,738" */
export const count = (number) => number.toLocaleString('en-US');

export const exits = ['advanced', 'lost', 'back', 'left', 'open'];

/** How many pixels of two pictures differ clearly, how many there are, and how many colours the second one has. */
export function comparePictures(before, after) {
  const [one, two] = [readPng(before), readPng(after)];
  let different = 0;
  const colours = new Set();
  for (let at = 0; at < one.data.length; at += 3) {
    if ([0, 1, 2].some((part) => Math.abs(one.data[at + part] - two.data[at + part]) > 16)) different++;
    colours.add((two.data[at] << 16) | (two.data[at + 1] << 8) | two.data[at + 2]);
  }
  return { different, pixels: one.width * one.height, colours: colours.size, sameSize: one.width === two.width && one.height === two.height };
}
