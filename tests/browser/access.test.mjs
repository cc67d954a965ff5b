// Who does not see pixels, or not these: axe on every screen, headings, landmarks, what is announced, small windows, system
// colours, paper. axe-core judges the semantic layer; colours on the canvas are the unit tests' (charts/theme).
import { readFileSync } from 'node:fs';

import { assert, phone, test, until } from './harness.mjs';

const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const screens = ['team', 'roles', 'people', 'handoffs', 'conversations', 'accounts', 'structure', 'data'];
const fragmentOf = (screen) => (screen === 'roles' ? '' : `screen=${screen}`);
const call = 'screen=conversations&role=lead_nurturer&call=c317';

/** No violations; the letters of elements over the canvas are not seen, so their contrast is judged only where they are. */
async function judge(septet, what, { seen = false } = {}) {
  await septet.page.evaluate(axe);
  const violations = await septet.page.evaluate(async (contrast) => (await window.axe.run(document, { rules: { 'color-contrast': { enabled: contrast } } }))
    .violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 5).map(({ html }) => html.slice(0, 160)).join('\n    ')}`), seen);
  assert.deepEqual(violations, [], what);
  const { first, levels, landmarks } = await septet.page.evaluate(() => ({
    first: document.querySelectorAll('#semantics h1').length,
    levels: [...document.querySelectorAll('#semantics :is(h1, h2, h3, h4, h5, h6)')].map((heading) => Number(heading.localName[1])),
    landmarks: ['nav', 'header', 'main'].filter((name) => document.querySelectorAll(`#semantics ${name}`).length !== 1),
  }));
  assert.equal(first, 1, `${what}: one heading of the first level`);
  levels.forEach((level, at) => assert.ok(at === 0 || level <= levels[at - 1] + 1, `${what}: heading ${level} after ${levels[at - 1]}`));
  assert.deepEqual(landmarks, [], `${what}: landmarks`);
}

async function show(septet, fragment) {
  await septet.page.evaluate((fragment) => { location.hash = fragment; }, fragment);
  await septet.settle();
}

for (const [size, options] of [['desk', {}], ['phone', { viewport: phone, touch: true, language: 'zh' }]]) {
  test(`no screen has what axe calls a violation (${size})`, async (t) => {
    const septet = await t.open(options);
    for (const screen of screens) {
      await show(septet, fragmentOf(screen));
      await judge(septet, screen);
    }
    await show(septet, call);
    await judge(septet, 'a call');
    const { rows: [account] } = await septet.ask({ figure: 'account_list' });
    await show(septet, `screen=accounts&account=${account.id}`);
    await judge(septet, 'an account');
  }, { weight: 20, needs: ['axe'] });

  test(`nor what opens over a screen (${size})`, async (t) => {
    const septet = await t.open(options);
    await septet.press(septet.get('button', septet.say('add_filter')));
    await judge(septet, 'filters');
    await septet.key('Escape');
    await septet.get('cell', new RegExp(`[:：] ?${septet.say('part_lost')} `)).first().focus();
    await septet.settle();
    await septet.key('Enter');
    await septet.get('dialog').waitFor({ state: 'attached' });
    await judge(septet, 'rows');
    await septet.key('Escape');
    if (size === 'phone') {
      await septet.press(septet.get('button', septet.say('more')));
      await judge(septet, 'the menu');
    }
    await septet.page.evaluate(() => { location.hash = ''; });
    await septet.openFiles({ name: 'letter.json', text: 'Dear colleague' });
    await judge(septet, 'a message');
  }, { weight: 12, needs: ['axe'] });
}

test('what a filter changed is announced', async (t) => {
  const septet = await t.open();
  const { sources } = await septet.ask({ figure: 'summary' });
  await show(septet, `source=${encodeURIComponent(sources.find((name) => name))}`);
  const finding = await septet.get('heading', undefined, septet.get('main')).first().textContent();
  await until('the new finding is said', async () => await septet.page.locator('#said').textContent() === finding);
});

test('a window of 320 pixels and one zoomed twice need no scrolling sideways', async (t) => {
  for (const viewport of [{ width: 320, height: 640 }, { width: 720, height: 450 }]) {
    const septet = await t.open({ viewport });
    for (const screen of screens) {
      await show(septet, fragmentOf(screen));
      const beyond = await septet.page.evaluate(() => [document.documentElement.scrollWidth > innerWidth ? 'the page' : '',
        ...[...document.querySelectorAll('#semantics :is(button, a, input, h1, h2)')].filter((element) => {
          const { right, left } = element.getBoundingClientRect();
          return !element.classList.contains('away') && (right > innerWidth + 1 || left < -1);
        }).map((element) => element.dataset.id)].filter(Boolean));
      assert.deepEqual(beyond, [], `${screen} at ${viewport.width}`);
    }
  }
}, { weight: 10 });

test('the browser\'s search finds the words on the screen', async (t) => {
  const septet = await t.open();
  for (const word of [septet.say('nav_people'), septet.say('jumps_on')]) {
    assert.ok(await septet.page.evaluate((word) => {
      getSelection().removeAllRanges();
      return window.find(word, false, false, true);
    }, word), word);
  }
});

test('system colours: the elements are seen themselves, in the system\'s colours', async (t) => {
  const septet = await t.open({ before: (page) => t.engine.media(page, { forcedColors: 'active' }) });
  assert.ok(!await septet.page.locator('#canvas').isVisible(), 'no picture in colours of its own');
  const { colour, canvasText } = await septet.page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = 'CanvasText';
    const canvasText = getComputedStyle(probe).color;
    probe.remove();
    return { canvasText, colour: getComputedStyle(document.querySelector('#semantics [role=rowheader]')).color };
  });
  assert.equal(colour, canvasText);
  await judge(septet, 'system colours');
  await septet.get('link', septet.say('nav_people')).click();
  await septet.settle();
  assert.match(await septet.fragment(), /screen=people/);
  await septet.media({ forcedColors: 'none' });
  await until('the picture is back', () => septet.page.locator('#canvas').isVisible());
}, { weight: 5, needs: ['media'] });
