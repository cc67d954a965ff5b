// Starting: the demo in the reader's language, nothing asked of anybody else, quiet when nothing happens.
import { badFiles } from './exports.mjs';
import { assert, comparePictures, desk, pattern, test, until, words } from './harness.mjs';

for (const language of ['en', 'zh']) {
  test(`starts on the demo in the browser's language (${language})`, async (t) => {
    const septet = await t.open({ language, fragment: '' });
    assert.equal(await septet.page.evaluate(() => document.documentElement.lang), { en: 'en', zh: 'zh-CN' }[language]);
    assert.equal(await septet.page.title(), `${words(language, 'nav_team')} · ${words(language, 'brand')}`);
    await septet.get('heading', words(language, 'nav_team')).waitFor();
    const summary = await septet.ask({ figure: 'summary' });
    assert.equal(summary.error, undefined);
    assert.equal(summary.demo, true, 'the demo says that it is one');
    assert.ok(summary.counts.deals > 100);
    const text = await septet.outline();
    assert.match(text, new RegExp(words(language, 'demo_notice')));
    assert.match(text, pattern(language, 'cut_off'));
    assert.equal(await septet.fragment(), '', 'a fresh page has an empty fragment');
    assert.ok(septet.requests.length > 5);
  });
}

test('what the first funnel does not need is fetched after what it needs', async (t) => {
  const septet = await t.open({ fragment: '' });
  const { needed, later } = await septet.page.evaluate(() => {
    const asked = performance.getEntriesByType('resource');
    // What is preloaded is listed twice by some browsers: it is here at the first end, and asked for at the first start.
    const first = (pattern, time) => {
      const times = new Map();
      for (const entry of asked) if (pattern.test(entry.name)) times.set(entry.name, Math.min(entry[time], times.get(entry.name) ?? Infinity));
      return [...times.values()];
    };
    return { needed: first(/page\.wasm$|demo\/en-first\.json$/, 'responseEnd'), later: first(/_later\.wasm$|engine\.wasm$|demo\/en\.json\.gz$/, 'startTime') };
  });
  assert.equal(needed.length, 2);
  assert.equal(later.length, 4);
  for (const started of later) assert.ok(started >= Math.max(...needed), `${started} ms, what the first funnel needs ${needed} ms`);
});

/** The demo's own bytes stay on their way until window.release is called. */
const holdDemo = (page) => page.addInitScript(() => {
  const held = new Promise((resolve) => { window.release = resolve; });
  const { fetch } = window;
  window.fetch = async (address, ...rest) => {
    if (/demo\/\w\w\.json\.gz$/.test(address)) await held;
    return fetch(address, ...rest);
  };
});
const cards = ['number', 'chain', 'change', 'stuck', 'trust'].map((card) => `[data-id="team.${card}.title"]`);
const findings = (septet) => septet.page.evaluate((cards) => cards.map((card) => document.querySelector(card).textContent), cards);
const pictured = (septet) => septet.page.waitForFunction((cards) => cards.every((card) => document.querySelector(card)?.textContent), cards);

for (const language of ['en', 'zh']) {
  test(`Team's five answers are there before the engine has read the demo, and are the engine's own (${language})`, async (t) => {
    const septet = await t.open({ language, fragment: '', ready: false, before: holdDemo });
    await pictured(septet);
    const before = await findings(septet);
    await septet.page.evaluate(() => window.release());
    await septet.ready();
    assert.deepEqual(await findings(septet), before);
    const { answers } = await septet.page.evaluate(async (language) => (await fetch(`demo/${language}-first.json`)).json(), language);
    assert.equal(answers.length, 7);
    // Since then the reviews have joined the demo: another revision, and in the summary another file.
    const same = ({ revision, heap_bytes, files, counts, ...rest }) => rest;
    for (const [question, answer] of answers) assert.deepEqual(same(await septet.ask(question)), same(answer), question.figure);
  });
}

test('a file that cannot be read does not cost the demo that is still on its way', async (t) => {
  const septet = await t.open({ fragment: '', ready: false, before: holdDemo });
  await pictured(septet);
  const opened = septet.openFiles(badFiles[0]);
  await septet.get('alert').waitFor({ state: 'attached' });
  await septet.page.evaluate(() => window.release());
  await opened;
  await septet.ready();
  assert.equal((await septet.ask({ figure: 'summary' })).demo, true);
  await septet.go('people');
  assert.ok(await septet.page.locator('#semantics [role=table] [role=row]').count() > 3, 'other screens have their figures');
});

test('without the first answers the engine gives them', async (t) => {
  const septet = await t.open({ fragment: '', complaints: /404/,
    before: (page) => page.context().route('**/demo/en-first.json', (route) => route.fulfill({ status: 404, body: '' })) });
  await septet.get('heading', septet.say('nav_team')).waitFor();
  assert.equal(await septet.page.locator('[data-id="team.stuck.title"]').count(), 1);
});

test('a question of a later figure brings what answers it, whatever the page is doing', async (t) => {
  const septet = await t.open({ ready: false });
  await septet.page.waitForFunction(() => window.septet);
  const { error, rows } = await septet.ask({ figure: 'people' });
  assert.ok(error?.code === 'nothing_loaded' || rows?.length, JSON.stringify(error));
});

test('the link may ask for a language', async (t) => {
  const septet = await t.open({ language: 'en', fragment: 'lang=zh' });
  assert.equal(await septet.page.evaluate(() => document.documentElement.lang), 'zh-CN');
});

test('language and theme are switched and remembered', async (t) => {
  const septet = await t.open();
  await septet.press(septet.get('button', septet.say('theme_to_dark')));
  assert.equal(await septet.page.evaluate(() => document.documentElement.dataset.theme), 'dark');
  await septet.press(septet.get('button', `${septet.say('language_label')}: ${septet.say('language_zh_name')}`));
  assert.equal(await septet.page.evaluate(() => document.documentElement.lang), 'zh-CN');
  septet.language = 'zh';
  await septet.get('heading', septet.say('nav_roles')).waitFor();
  await septet.get('button', septet.say('theme_to_light')).waitFor();
  assert.match((await septet.ask({ figure: 'summary' })).name, /\p{Script=Han}/u, 'the demo follows the language');
  assert.equal(await septet.fragment(), 'screen=roles', 'preferences stay out of the link');
  await septet.page.reload();
  await septet.ready();
  assert.deepEqual(await septet.page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme]), ['zh-CN', 'dark']);
});

test('a dark system gets a dark page', async (t) => {
  const septet = await t.open({ theme: 'dark' });
  assert.equal(await septet.page.evaluate(() => document.documentElement.dataset.theme), 'dark');
});

test('the page follows a system that changes between light and dark', async (t) => {
  const septet = await t.open({ theme: 'dark' });
  await septet.media({ colorScheme: 'light' });
  await until('the theme follows', () => septet.page.evaluate(() => document.documentElement.dataset.theme === 'light'));
}, { needs: ['media'] });

test('an idle page draws nothing for ten seconds', async (t) => {
  const septet = await t.open({ calm: false });
  await septet.away();
  const before = await septet.frames();
  await septet.page.waitForTimeout(10_000);
  assert.equal(await septet.frames(), before);
}, { weight: 12 });

test('reduced motion: what changes is there at once', async (t) => {
  const septet = await t.open();
  const before = await septet.frames();
  await septet.go('people');
  assert.ok(await septet.frames() - before < 15, 'no animation');
});

test('the picture is drawn, not blank', async (t) => {
  const septet = await t.open({ viewport: desk });
  const picture = await septet.picture();
  const { colours } = comparePictures(picture, picture);
  assert.ok(colours > 50, `${colours} colours`);
});

test('the public functions: frames, frameMs, whenIdle, ask', async (t) => {
  const septet = await t.open();
  const spoken = await septet.page.evaluate(async () => ({ ...window.septet, frames: septet.frames, ms: septet.frameMs.last, idle: await septet.whenIdle() }));
  assert.ok(spoken.frames > 0 && spoken.ms > 0 && spoken.version.length > 0);
  assert.deepEqual(await septet.ask({ figure: 'summary' }), await septet.ask('{"figure": "summary"}'));
  assert.equal((await septet.ask({ figure: 'horoscope' })).error.code, 'question_bad_value');
  assert.equal((await septet.ask('{')).error.code, 'question_syntax');
});
