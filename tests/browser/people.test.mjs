// The People screen: searching, sorting, one person beside the role.
import { assert, test } from './harness.mjs';
import { jsonFile, smallExport } from './exports.mjs';

async function openPeople(t, options) {
  const septet = await t.open(options);
  await septet.openFiles(jsonFile('small.json', smallExport()));
  await septet.chooseRole('lead_nurturer');
  await septet.go('people');
  return septet;
}

const table = (septet) => septet.page.locator('#semantics [data-id="people.rows"]');
const names = async (septet) => (await septet.rows(table(septet))).map(([name]) => name).filter((name) => /李雷|Ann Archer/.test(name));

test('people of the role with the engine\'s numbers', async (t) => {
  const septet = await openPeople(t);
  const { rows } = await septet.ask({ figure: 'people' });
  const mine = rows.filter((row) => row.role === 'lead_nurturer');
  assert.equal(mine.length, 2);
  const shown = await septet.rows(table(septet));
  for (const row of mine) {
    const name = { li: '李雷', ann: 'Ann Archer' }[row.person];
    const line = shown.find(([first]) => first.includes(name)).join(' ');
    for (const number of [row.entries, row.advanced, row.lost, row.open]) assert.match(line, new RegExp(`\\b${number}\\b`), line);
  }
});

test('search finds in both scripts while one types, and nobody by a wrong name', async (t) => {
  const septet = await openPeople(t);
  const field = septet.get('searchbox', septet.say('search_people'));
  await septet.press(field);
  await septet.keyboard.type('ARCH');
  await septet.settle();
  assert.deepEqual((await names(septet)).length, 1);
  assert.match((await names(septet))[0], /Ann Archer/);
  assert.match(await septet.fragment(), /find=ARCH/i);
  await septet.keyboard.press('ControlOrMeta+A');
  await septet.insert('李');
  await septet.settle();
  assert.match((await names(septet)).join(), /^[^,]*李雷[^,]*$/);
  await septet.keyboard.type('xyz');
  await septet.settle();
  assert.deepEqual(await names(septet), []);
  assert.match(await septet.outline(), new RegExp(septet.say('search_none')));
});

test('letters typed while the page is slow are not lost', async (t) => {
  const septet = await openPeople(t);
  const field = septet.get('searchbox', septet.say('search_people'));
  await septet.press(field);
  // The next letter is there before the frame that shows the one before.
  await field.evaluate((element) => {
    for (const letter of 'quick fox') {
      element.value += letter;
      element.dispatchEvent(new InputEvent('input', { bubbles: true }));
      for (const end = performance.now() + 300; performance.now() < end;);
    }
  });
  await septet.settle();
  assert.equal(await field.inputValue(), 'quick fox');
  assert.match(await septet.fragment(), /find=quick%20fox/);
}, { weight: 4 });

test('a column head sorts, again turns round', async (t) => {
  const septet = await openPeople(t);
  const head = septet.get('columnheader').filter({ hasText: new RegExp(`${septet.say('people_entries')}`) }).or(septet.get('columnheader', new RegExp(septet.say('people_entries'), 'i'))).first();
  await septet.press(head);
  const once = await names(septet);
  await septet.press(head);
  const twice = await names(septet);
  assert.deepEqual([...once].reverse(), twice);
  assert.match(await septet.fragment(), /sort=-?entries/);
});

test('a person\'s funnel stands beside the role\'s', async (t) => {
  const septet = await openPeople(t);
  await septet.press(table(septet).locator('[role=rowheader], [role=cell]').filter({ hasText: 'Ann Archer' }).first());
  assert.match(await septet.fragment(), /who=ann/);
  const { rows } = await septet.ask({ figure: 'ledger', by: ['stage'], filter: { role: ['lead_nurturer'], person: ['ann'] } });
  const outline = await septet.outline();
  assert.match(outline, new RegExp(septet.say('person_question', 'Ann Archer')));
  for (const row of rows) assert.match(outline, new RegExp(`\\b${row.entries}\\b`));
});
