// The machine's Chromium, with WebGL in software, so that pictures do not depend on a graphics card.
import { chromium } from 'playwright-core';

const program = process.env.SEPTET_CHROMIUM ?? '/usr/bin/chromium';

// Tests look at what is done, not at how fast: the optimizing compiler would work for every fresh profile anew.
const quick = '--js-flags=--liftoff-only';

export const launchChromium = (more = []) => chromium.launch({
  executablePath: program,
  args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync',
    '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist', ...more],
});

const cdp = (page) => page.context().newCDPSession(page);

/** @type {import('../harness.mjs').Engine} */
export const engine = {
  name: 'Chromium',
  lacks: {},
  launch: () => launchChromium([quick]),
  newContext: (browser, { touch, ...options }) =>
    browser.newContext({ ...options, hasTouch: touch, isMobile: touch, permissions: ['clipboard-read', 'clipboard-write'] }),
  media: (page, features) => page.emulateMedia(features),
  picture: (page) => page.screenshot({ timeout: 30_000 }),
  clipboard: (page) => page.evaluate(() => navigator.clipboard.readText()),
  tap: (page, x, y) => page.touchscreen.tap(x, y),
  async swipe(page, [start, ...rest]) {
    const session = await cdp(page);
    const touch = (type, ...touchPoints) => session.send('Input.dispatchTouchEvent', { type, touchPoints });
    await touch('touchStart', start);
    for (const point of rest) await touch('touchMove', point);
    await touch('touchEnd');
  },
  async pinch(page, { x, y }, [from, to]) {
    const session = await cdp(page);
    const apart = (type, distance) => session.send('Input.dispatchTouchEvent', {
      type, touchPoints: [-1, 1].map((side, id) => ({ x: x + side * distance / 2, y, id })) });
    const steps = 20;
    await apart('touchStart', from);
    for (let step = 1; step <= steps; step++) await apart('touchMove', from + (to - from) * step / steps);
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  },
  async safeArea(page, insets) {
    await (await cdp(page)).send('Emulation.setSafeAreaInsetsOverride', { insets });
  },
  async numpad(page, digit) {
    const session = await cdp(page);
    const key = { key: digit, code: `Numpad${digit}`, windowsVirtualKeyCode: 96 + Number(digit), location: 3, isKeypad: true };
    await session.send('Input.dispatchKeyEvent', { type: 'keyDown', text: digit, ...key });
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
  },
  async compose(page, text) {
    await (await cdp(page)).send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  },
  async compositionEnd(page, text) {
    await (await cdp(page)).send('Input.insertText', { text });
  },
  async pixelRatio(page, { width, height, dpr }) {
    await (await cdp(page)).send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: dpr, mobile: false });
  },
};
