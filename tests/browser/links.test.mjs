// The address: it restores the view in a fresh browser, is short, and survives what people do to addresses.
import { assert, test, words } from './harness.mjs';

/** A view that is unlike the default in many ways, made by hand. */
async function elaborate(septet) {
  const { roles, sources, segments } = await septet.ask({ figure: 'summary' });
  await septet.chooseRole(roles.at(-1));
  const source = sources.find((name) => name);
  await septet.press(septet.get('button', septet.say('add_filter')));
  const panel = septet.get('dialog', septet.say('add_filter'));
  await septet.press(septet.get('tab', septet.say('filter_source'), panel));
  await septet.press(septet.get('checkbox', source, panel));
  await septet.press(septet.get('tab', septet.say('filter_segment'), panel));
  await septet.press(septet.get('checkbox', segments.find((name) => name), panel));
  await septet.key('Escape');
  await septet.press(septet.get('button', septet.say('jumps_off')));
  await septet.press(septet.get('button', septet.say('filter_team')).last());
}

test('the shared link opens the same picture in a fresh browser', async (t) => {
  const septet = await t.open();
  await elaborate(septet);
  await septet.press(septet.get('button', septet.say('share')));
  await septet.told(septet.say('share_done'));
  const link = await septet.clipboard();
  assert.equal(link, septet.page.url(), 'what was copied is the address');
  assert.ok(link.length < 300, `${link.length} characters`);
  const fresh = await t.open({ fragment: link.split('#')[1] });
  await septet.page.waitForTimeout(5200);  // until the notice about the copy has gone
  for (const one of [septet, fresh]) {
    await one.away();
    await one.page.evaluate(() => document.activeElement?.blur());
    await one.settle();
  }
  assert.equal(await fresh.outline(), await septet.outline());
  assert.equal(await fresh.fragment(), await septet.fragment());
}, { weight: 9 });

test('open rows and the chosen person are in the link too', async (t) => {
  const septet = await t.open();
  await septet.press(septet.get('cell', new RegExp(`: ${septet.say('part_lost')} `)).first());
  const rows = septet.get('dialog');
  await rows.waitFor({ state: 'attached' });
  assert.match(await septet.fragment(), /rows=/);
  const fresh = await t.open({ fragment: await septet.fragment() });
  assert.equal(await fresh.get('dialog').ariaSnapshot(), await rows.ariaSnapshot());
});

test('back and forward walk through the views', async (t) => {
  const septet = await t.open();
  const { roles } = await septet.ask({ figure: 'summary' });
  const start = await septet.outline();
  await septet.chooseRole(roles.at(-1));
  await septet.go('people');
  const people = await septet.outline();
  await septet.back();
  assert.match(await septet.fragment(), new RegExp(`^screen=roles&role=${roles.at(-1)}$`));
  await septet.back();
  await septet.away();
  assert.equal(await septet.fragment(), 'screen=roles');
  await septet.page.evaluate(() => document.activeElement?.blur());
  await septet.settle();
  assert.equal(await septet.outline(), start);
  await septet.forward();
  await septet.forward();
  await septet.away();
  assert.match(await septet.fragment(), /screen=people/);
  assert.equal((await septet.outline()).split('\n').length, people.split('\n').length);
});

test('back to the defaults empties the fragment', async (t) => {
  const septet = await t.open({ fragment: 'screen=roles&jumps=strict&by=team' });
  await septet.press(septet.get('button', septet.say('jumps_on')));
  await septet.press(septet.get('button', septet.say('filter_source')).last());
  assert.equal(await septet.fragment(), 'screen=roles');
});

const hostile = [
  'screen=people&screen=%00&role=closer&role=', '%', '%E0%A4%A', '=&=&=', '&'.repeat(5000), 'source=' + ','.repeat(3000),
  'rows=%F0%9F%92%A9,lost,%3Cscript%3Ealert(1)%3C/script%3E', 'who=<img src=x onerror=alert(1)>', 'v=2&unheard=of',
  'entered=2026-13-45..9999-99-99', 'find=' + 'x'.repeat(40_000), 'pin=' + '%41'.repeat(300), 'data=javascript:alert(1)',
  '__proto__=1&constructor=2', 'sort=--rate', `source=${'%F4%8F%BF%BF'.repeat(50)}`,
];

test('hostile fragments do no harm', async (t) => {
  const septet = await t.open({ complaints: /./ });
  const start = await septet.ask({ figure: 'ledger', by: ['role'] });
  for (const fragment of hostile) {
    await septet.page.evaluate((wanted) => { location.hash = wanted; }, fragment);
    await septet.settle();
    assert.equal(await septet.page.locator('.notice').count(), 0, fragment.slice(0, 60));
    assert.equal(await septet.page.locator('#semantics :is(script, img, iframe)').count(), 0);
  }
  await septet.page.evaluate(() => { location.hash = ''; });
  await septet.settle();
  assert.deepEqual(await septet.ask({ figure: 'ledger', by: ['role'] }), start);
  await septet.press(septet.get('link', septet.say('nav_people')));
}, { weight: 5 });

for (const language of ['en', 'zh']) {
  test(`a link that is not understood is said to be (${language})`, async (t) => {
    const septet = await t.open({ language, fragment: 'unheard=of&entered=never' });
    await septet.told(words(language, 'link_ignored', '2'));
    const newer = await t.open({ language, fragment: 'v=7' });
    await newer.told(words(language, 'link_newer'));
  }, { weight: 3 });
}
