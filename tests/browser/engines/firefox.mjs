// Debian's Firefox ESR through Playwright's WebDriver BiDi, on a screen of Xvfb (headless it has no WebGL without a
// graphics card). What BiDi has no command for – media features, touch – is switched from the browser's own privileged context.
import { firefox } from 'playwright-core';

import { startScreen } from './xvfb.mjs';

const program = process.env.SEPTET_FIREFOX ?? '/usr/bin/firefox-esr';

/** Playwright's BiDi session of the page: its public interface has no way there. */
const sessionOf = (page) => page._connection.toImpl(page).delegate._session;
const send = (page, command, options) => {
  const session = sessionOf(page);
  return session.send(command, { context: session.sessionId, ...options });
};

/** Calls the function, given as text, with the page's top BrowsingContext and the argument, in the browser's own context. */
async function privileged(page, what, argument) {
  const root = page._connection.toImpl(page).browserContext._browser._browserSession;
  const { contexts: [{ context }] } = await root.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const answer = await root.send('script.callFunction', {
    target: { context }, awaitPromise: false,
    functionDeclaration: `(id, argument) => {
      const { NavigableManager } = ChromeUtils.importESModule('chrome://remote/content/shared/NavigableManager.sys.mjs');
      (${what})(NavigableManager.getBrowsingContextById(id).top, JSON.parse(argument));
    }`,
    arguments: [sessionOf(page).sessionId, JSON.stringify(argument)].map((value) => ({ type: 'string', value })),
  });
  if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
}

/** Sets fields of the page's BrowsingContext (Firefox's dom/chrome-webidl/BrowsingContext.webidl). */
const override = (page, fields) => privileged(page, 'Object.assign', fields);

/** A window that another covers wholly is not drawn: each stands a little further right than the one before. */
const apart = 8;
let windows = 0;

const names = { colorScheme: 'prefersColorSchemeOverride', reducedMotion: 'prefersReducedMotionOverride', forcedColors: 'forcedColorsOverride', media: 'mediumOverride' };
const media = (page, features) =>
  override(page, Object.fromEntries(Object.entries(features).map(([name, value]) => [names[name], value === 'no-preference' ? 'none' : value])));

const touch = (page, actions) =>
  send(page, 'input.performActions', { actions: [{ type: 'pointer', id: 'finger', parameters: { pointerType: 'touch' }, actions }] });
const moveTo = ({ x, y }, duration = 0) => ({ type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration });

/** @type {import('../harness.mjs').Engine} */
export const engine = {
  name: 'Firefox',
  lacks: {
    axe: 'axe judges the same elements in Chromium',
    composition: 'WebDriver BiDi has no input method', workers: 'Firefox runs no script in a worker for its driver',
    mouseAfterTouch: 'the driver\'s mouse is not heard where its finger was',
    pinch: 'the driver enlarges no page', safeArea: 'the driver has no notch',
  },
  async launch() {
    const screen = await startScreen();
    const browser = await firefox.launch({
      channel: 'moz-firefox', executablePath: program, headless: false, args: ['-remote-allow-system-access'],
      env: { ...process.env, DISPLAY: screen.display, LIBGL_ALWAYS_SOFTWARE: '1' },
      firefoxUserPrefs: {
        'webgl.force-enabled': true,
        // The clipboard may be read without asking.
        'dom.events.testing.asyncClipboard': true,
      },
    });
    browser.on('disconnected', screen.close);
    return browser;
  },
  async newContext(browser, { touch, colorScheme, reducedMotion, ...options }) {
    const context = await browser.newContext(options);
    const { newPage } = context;
    context.newPage = async () => {
      const page = await newPage.call(context);
      await media(page, { colorScheme, reducedMotion });
      await privileged(page, '(context, left) => context.topChromeWindow.moveTo(left, 0)', (windows++ % 12) * apart);
      if (touch) await override(page, { touchEventsOverride: 'enabled' });
      return page;
    };
    return context;
  },
  media,
  // Playwright's own screenshot adds a style, which the page's policy forbids.
  picture: async (page) => Buffer.from((await send(page, 'browsingContext.captureScreenshot', {})).data, 'base64'),
  clipboard: (page) => page.evaluate(() => navigator.clipboard.readText()),
  tap: (page, x, y) => touch(page, [moveTo({ x, y }), { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }]),
  swipe: (page, [start, ...rest]) =>
    touch(page, [moveTo(start), { type: 'pointerDown', button: 0 }, ...rest.map((point) => moveTo(point, 16)), { type: 'pointerUp', button: 0 }]),
  // WebDriver's own code points for these keys.
  numpad: (page, digit) => page._connection.toImpl(page).delegate.rawKeyboard._performActions({ race: (promise) => promise },
    ['keyDown', 'keyUp'].map((type) => ({ type, value: String.fromCharCode(0xe01a + Number(digit)) }))),
  pixelRatio: (page, { width, height, dpr }) => send(page, 'browsingContext.setViewport', { viewport: { width, height }, devicePixelRatio: dpr }),
};
