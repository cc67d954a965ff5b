// The Roles screen: its numbers are the engine's, and every mark opens as many rows as it says.
import { assert, count, exits, test, words } from './harness.mjs';
import { jsonFile, smallExport } from './exports.mjs';

/** The funnel's stages of a role as the engine tells them. */
async function ledgerOf(septet, role, filter = {}) {
  const [{ rows }, summary] = [await septet.ask({ figure: 'ledger', by: ['role', 'stage'], filter }), await septet.ask({ figure: 'summary' })];
  const names = new Map(summary.stages.map((stage) => [stage.id, stage.name[septet.language]]));
  return rows.filter((row) => row.role === role && row.entries).map((row) => ({ ...row, name: names.get(row.stage) }));
}

const funnel = (septet) => septet.page.locator('#semantics [role=table]').filter({ has: septet.page.locator('[data-id^="roles.funnel."]') }).first();
const colon = { en: ': ', zh: '：' };
const of = { en: ' of ', zh: ' / ' };
const part = (septet, row, exit) =>
  `${row.name}${colon[septet.language]}${septet.say(`part_${exit}`)} ${count(row[exit])}${of[septet.language]}${count(row.entries)}`;

for (const language of ['en', 'zh']) {
  test(`every role's funnel shows the engine's numbers (${language})`, async (t) => {
    const septet = await t.open({ language });
    const { roles } = await septet.ask({ figure: 'summary' });
    assert.ok(roles.length >= 3);
    let cells = 0;
    for (const role of roles) {
      await septet.chooseRole(role);
      const shown = (await septet.rows(funnel(septet))).flat();
      for (const row of await ledgerOf(septet, role)) {
        const head = `${row.name}${colon[language]}${count(row.entries)} ${words(language, 'part_entries')}`;
        assert.ok(shown.some((text) => text.startsWith(head)), `${role}: no row "${head}" in\n${shown.join('\n')}`);
        for (const exit of exits) {
          if (row[exit]) assert.ok(shown.includes(part(septet, row, exit)), `${role}: no cell "${part(septet, row, exit)}" in\n${shown.join('\n')}`);
          cells++;
        }
        assert.equal(exits.reduce((sum, exit) => sum + row[exit], 0), row.entries, 'the parts add up');
      }
    }
    assert.ok(cells > 30);
  });
}

test('a part of a bar opens exactly as many rows as it says', async (t) => {
  const septet = await t.open();
  await septet.openFiles(jsonFile('small.json', smallExport()));
  await septet.chooseRole('lead_nurturer');
  for (const row of await ledgerOf(septet, 'lead_nurturer')) {
    for (const exit of exits.filter((exit) => row[exit] > 1)) {
      await septet.press(septet.get('cell', part(septet, row, exit), funnel(septet)));
      const drawer = septet.get('dialog');
      await septet.get('table', septet.say('rows_total', count(row[exit])), drawer).waitFor({ state: 'attached' });
      const asked = await septet.ask({ figure: 'rows', filter: { role: ['lead_nurturer'], stage: [row.stage], exit: [exit] }, limit: 1000 });
      assert.equal(asked.total, row[exit]);
      const rows = (await septet.rows(septet.get('table', undefined, drawer))).slice(1);
      assert.ok(rows.length >= Math.min(row[exit], 15), 'as many as are in sight');
      assert.deepEqual(rows.map((cells) => cells[0]), asked.rows.slice(0, rows.length).map((deal) => deal.name), 'the same deals in the same order');
      await septet.key('Escape');
      assert.equal(await septet.get('dialog').count(), 0, 'Esc closes the rows');
    }
  }
}, { weight: 5 });

test('the rows of the demo say the mark\'s number, and all can be scrolled to', async (t) => {
  const septet = await t.open();
  const { roles } = await septet.ask({ figure: 'summary' });
  await septet.chooseRole(roles[0]);
  const [row] = (await ledgerOf(septet, roles[0])).sort((a, b) => b.lost - a.lost);
  await septet.press(septet.get('cell', part(septet, row, 'lost'), funnel(septet)));
  const drawer = septet.get('dialog');
  await septet.get('table', septet.say('rows_total', count(row.lost)), drawer).waitFor({ state: 'attached' });
  const box = await drawer.boundingBox();
  await septet.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await septet.mouse.wheel(0, row.lost * 40);
  await septet.settle();
  const { rows, total } = await septet.ask({ figure: 'rows', filter: { role: [roles[0]], stage: [row.stage], exit: ['lost'] }, offset: row.lost - 1, limit: 1 });
  assert.equal(total, row.lost);
  const shown = await septet.rows(septet.get('table', undefined, drawer));
  assert.equal(shown.at(-1)[0], rows[0].name || rows[0].deal, 'the last row is the last deal');
});

test('a row of the breakdown filters, the chip takes the filter away', async (t) => {
  const septet = await t.open();
  await septet.openFiles(jsonFile('small.json', smallExport()));
  await septet.chooseRole('lead_nurturer');
  await septet.press(septet.get('rowheader', /^ads /));
  const remove = septet.get('button', septet.say('remove_filter', septet.say('filter_source'), 'ads'));
  await remove.waitFor({ state: 'attached' });
  const [row] = await ledgerOf(septet, 'lead_nurturer', { source: ['ads'] });
  const shown = async () => (await septet.rows(funnel(septet))).flat().join('\n');
  assert.match(await shown(), new RegExp(`^${row.name}: ${row.entries} entries`, 'm'));
  assert.match(await septet.fragment(), /source=ads/);
  await septet.press(remove);
  assert.equal(await remove.count(), 0);
  const [all] = await ledgerOf(septet, 'lead_nurturer');
  assert.match(await shown(), new RegExp(`^${all.name}: ${all.entries} entries`, 'm'));
  assert.doesNotMatch(await septet.fragment(), /source/);
});

test('filters of the panel, and they follow to People', async (t) => {
  const septet = await t.open();
  await septet.openFiles(jsonFile('small.json', smallExport()));
  await septet.press(septet.get('button', septet.say('add_filter')));
  const panel = septet.get('dialog', septet.say('add_filter'));
  await septet.press(septet.get('tab', septet.say('filter_segment'), panel));
  await septet.press(septet.get('checkbox', 'large', panel));
  await septet.press(septet.get('tab', septet.say('filter_period'), panel));
  await septet.press(septet.get('textbox', septet.say('period_from'), panel));
  await septet.keyboard.type('2026-01-05');
  await septet.settle();
  await septet.key('Escape');
  assert.equal(await septet.get('dialog').count(), 0, 'Esc closes the panel');
  assert.match(await septet.fragment(), /entered=2026-01-05\.\.&segment=large|segment=large.*entered=2026-01-05\.\./);
  await septet.go('people');
  await septet.get('button', septet.say('remove_filter', septet.say('filter_segment'), 'large')).waitFor({ state: 'attached' });
  const filter = { segment: ['large'], entered: ['2026-01-05', ''] };
  const { rows } = await septet.ask({ figure: 'people', filter });
  const outline = await septet.outline();
  const role = new URLSearchParams(await septet.fragment()).get('role') ?? 'lead_nurturer';
  for (const row of rows.filter((row) => row.role === role)) assert.match(outline, new RegExp(`\\b${row.entries}\\b`));
});

test('jumps that do not count change the question', async (t) => {
  const septet = await t.open();
  await septet.press(septet.get('button', septet.say('jumps_off')));
  assert.match(await septet.fragment(), /jumps=strict/);
  const role = (await septet.rows(funnel(septet))).length;
  assert.ok(role > 0);
});

test('万 and 亿 in Chinese, K, M and B in English', async (t) => {
  const file = jsonFile('small.json', smallExport());
  for (const [language, money] of [['en', /\d[KMB]\b/], ['zh', /\d[\s\u00a0]?[万亿]/]]) {
    const septet = await t.open({ language });
    await septet.openFiles(file);
    await septet.chooseRole('lead_nurturer');
    await septet.away();
    const value = septet.page.locator('#semantics').getByText(septet.say('details_value')).first();
    assert.match(await value.textContent(), money);
  }
}, { weight: 4 });
