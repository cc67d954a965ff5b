// Files that cannot be used: a message in words, in both languages, and what was loaded stays.
import { writeFile } from 'node:fs/promises';

import { assert, count, test, words } from './harness.mjs';
import { badFiles, jsonFile, smallExport } from './exports.mjs';

const sentence = (language, key) => words(language, key).replace(/[:：;；].*\{0\}.*$/, '').replace(/\{0\}/g, '.*');

for (const language of ['en', 'zh']) {
  test(`each gets its message, and what was loaded stays (${language})`, async (t) => {
    const septet = await t.open({ language });
    await septet.openFiles(jsonFile('small.json', smallExport()));
    const before = await septet.ask({ figure: 'ledger' });
    for (const { error, ...file } of badFiles) {
      await septet.openFiles(file);
      const alert = await septet.alert();
      assert.ok(alert.includes(file.name), `${file.name} is named: ${alert}`);
      assert.match(alert, error instanceof RegExp ? error : new RegExp(sentence(language, error)), file.name);
      assert.ok(alert.includes(words(language, 'load_kept')), alert);
      assert.deepEqual((await septet.ask({ figure: 'ledger' })).rows, before.rows, `${file.name}: the data stayed`);
      await septet.press(septet.get('button', words(language, 'dismiss')));
      assert.equal(await septet.get('alert').count(), 0);
    }
  }, { weight: 8 });
}

test('a bad file among good ones: nothing is half loaded', async (t) => {
  const septet = await t.open();
  const before = await septet.ask({ figure: 'summary' });
  await septet.openFiles(jsonFile('small.json', smallExport()), badFiles[0]);
  const alert = await septet.alert();
  assert.ok(alert.includes('truncated.json'), alert);
  const after = await septet.ask({ figure: 'summary' });
  assert.equal(after.name, before.name);
});

test('of a million stages, what fits is kept and the rest is told', async (t) => {
  const septet = await t.open();
  const stages = Array.from({ length: 1e6 }, (_, index) => `{"id":"s${index}"}`).join();
  await writeFile(t.dataPath('stages.json'), `{"septet":1,"stages":[${stages}],"deals":[]}`);
  await septet.openPaths(t.dataPath('stages.json'));
  const [{ rows }, summary] = [await septet.ask({ figure: 'defects' }), await septet.ask({ figure: 'summary' })];
  const refused = rows.find((row) => row.id === 'too_many_stages');
  assert.equal(refused.count + summary.stages.length, 1e6);
  await septet.told(words('en', 'loaded', count(refused.count)));
  await septet.go('data');
  assert.ok((await septet.outline()).includes(words('en', 'error_too_many_stages')));
}, { weight: 4 });

test('odd names and long ones do not break the page', async (t) => {
  const septet = await t.open();
  const data = smallExport({ name: 'long '.repeat(150) });
  data.people[0].name = '很长的名字'.repeat(60);
  data.deals[0].name = '👩‍👩‍👧‍👦 \u202Ertl\u202C \u0000 \t\n'.repeat(10);
  data.deals[1].source = 'w'.repeat(900);
  await septet.openFiles(jsonFile('odd.json', data));
  for (const screen of ['people', 'data', 'roles']) await septet.go(screen);
  assert.equal((await septet.ask({ figure: 'summary' })).counts.deals, 41);
});
