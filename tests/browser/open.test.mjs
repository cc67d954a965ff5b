// The reader's own data: files by the button and by dropping, plain and zipped, one object and lines, and addresses.
import { mkdir, writeFile } from 'node:fs/promises';

import { assert, count, test, told, words } from './harness.mjs';
import { asLines, callsExport, gongExport, gongTranscript, jsonFile, smallExport, transcribeExport, vconExport, zippedFile } from './exports.mjs';
import { serveElsewhere } from './server.mjs';

const summary = (septet) => septet.ask({ figure: 'summary' });

test('the button opens the browser\'s file dialog', async (t) => {
  const septet = await t.open();
  const chooser = septet.page.waitForEvent('filechooser');
  await septet.press(septet.get('button', septet.say('open_yours')));
  const dialog = await chooser;
  assert.ok(dialog.isMultiple());
  await dialog.setFiles([{ name: 'small.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(smallExport())) }]);
  await septet.settle();
  const now = await summary(septet);
  assert.deepEqual([now.name, now.demo, now.counts.deals], ['Small company', false, 41]);
  assert.deepEqual(now.files.map((file) => file.name), ['small.json']);
  assert.match(await septet.outline(), new RegExp(words('en', 'own_notice')));
}, { needs: ['file dialog'] });

test('the same by keyboard alone', async (t) => {
  const septet = await t.open();
  const button = septet.get('button', septet.say('open_yours'));
  await button.focus();
  await septet.settle();
  const chooser = septet.page.waitForEvent('filechooser');
  await septet.settle();  // until the browser has heard that its dialog is waited for
  await septet.keyboard.press('Enter');
  await chooser;
}, { needs: ['file dialog'] });

test('several files at once become one data set', async (t) => {
  const septet = await t.open();
  const { deals, ...rest } = smallExport();
  await septet.openFiles(jsonFile('b.json', { septet: 1, deals: deals.slice(20) }), jsonFile('a.json', { ...rest, deals: deals.slice(0, 20) }));
  const together = await septet.ask({ figure: 'ledger' });
  const alone = await t.open();
  await alone.openFiles(jsonFile('all.json', { ...rest, deals }));
  assert.deepEqual(together.rows, (await alone.ask({ figure: 'ledger' })).rows);
}, { weight: 4 });

test('dropped files: pipeline and calls', async (t) => {
  const septet = await t.open();
  await septet.dropFiles(jsonFile('pipeline.json', smallExport()), jsonFile('calls.json', callsExport()));
  const now = await summary(septet);
  assert.deepEqual([now.counts.deals, now.counts.calls], [41, 25]);
  await septet.dropFiles(jsonFile('more.json', { septet: 1, deals: smallExport({ prefix: 'e', deals: 10 }).deals }));
  assert.equal((await summary(septet)).counts.deals, 51, 'what is dropped later joins');
});

test('gzip, by its first bytes and not by its name', async (t) => {
  const septet = await t.open();
  const zipped = zippedFile('small.json', smallExport());
  await septet.openFiles(zipped);
  assert.equal((await summary(septet)).counts.deals, 41);
  const other = await t.open();
  await other.openFiles({ ...zipped, name: 'export.dat' });
  assert.equal((await summary(other)).counts.deals, 41);
}, { weight: 4 });

test('NDJSON gives the same answers as one object', async (t) => {
  const [object, lines] = [await t.open(), await t.open()];
  await object.openFiles(jsonFile('small.json', smallExport()));
  await lines.openFiles({ name: 'small.ndjson', text: asLines(smallExport()) });
  for (const question of [{ figure: 'ledger', by: ['role', 'stage'] }, { figure: 'people' }, { figure: 'rows', limit: 1000 }])
    assert.deepEqual(await lines.ask(question), await object.ask(question));
}, { weight: 4 });

test('calls of Gong, vCon and Amazon Transcribe join the pipeline, whatever their files are called', async (t) => {
  const septet = await t.open();
  const team = smallExport();
  team.people[0].email = 'li@shop.example';
  team.people[1].phone = '0086 (0)10 5550-1234';
  await septet.openFiles(jsonFile('1.json', gongTranscript()), zippedFile('2', gongExport()), jsonFile('3.txt', vconExport()),
    jsonFile('4.json', transcribeExport()), jsonFile('5.json', callsExport('d', 1)), jsonFile('6.json', team));
  const call = async (id) => septet.ask({ figure: 'call', call: id });
  const gong = await call('77823422740259378950');
  assert.deepEqual([gong.person, gong.deal, gong.said.length, gong.speakers[0].side], ['li', 'd0', 2, 'rep']);
  assert.deepEqual(gong.vendor_values.map(({ vendor, name, value }) => [vendor, name, value]), [['Gong', 'Talk Ratio', 0.61]]);
  assert.equal((await call('v-1')).person, 'ann');
  const analysed = await call('call0');
  assert.deepEqual([analysed.person, analysed.deal, analysed.said.length, analysed.rep_speech_ms], ['li', 'd0', 2, 9000]);
  assert.equal((await summary(septet)).counts.calls, 3);
}, { weight: 3 });

test('the first thing that is opened may be another system\'s: it waits for what reads it', async (t) => {
  await writeFile(t.dataPath('gong.json'), JSON.stringify(gongExport()));
  const septet = await t.open({ fragment: 'data=data/gong.json' });
  assert.equal((await summary(septet)).counts.calls, 1);
  assert.equal((await septet.ask({ figure: 'calls' })).vendor_figures[0].name, 'Talk Ratio');
}, { weight: 2 });

test('text from data is never markup', async (t) => {
  const septet = await t.open();
  const name = '<img src=x onerror=alert(1)>"\'&amp;%s%n{0}';
  const data = smallExport({ name });
  data.stages[0].name = name;
  data.people[0].name = name;
  for (const deal of data.deals) deal.source = name;
  await septet.openFiles(jsonFile('markup.json', data));
  for (const screen of ['roles', 'people', 'data']) {
    await septet.go(screen);
    assert.equal(await septet.page.locator('#semantics :is(img, script, b)').count(), 0);
  }
  assert.ok((await septet.outline()).includes('onerror'));
}, { weight: 3 });

test('#data= loads from the page\'s own origin', async (t) => {
  await writeFile(t.dataPath('small.json'), JSON.stringify(smallExport()));
  await writeFile(t.dataPath('zipped.json.gz'), zippedFile('x', smallExport()).bytes);
  for (const data of ['data/small.json', '/data/zipped.json.gz']) {
    const septet = await t.open({ fragment: `data=${data}` });
    assert.equal((await summary(septet)).counts.deals, 41);
    assert.ok(!septet.requests.some((address) => address.includes('/demo/')), 'the demo is not fetched beside it');
  }
}, { weight: 4 });

test('#data= with a folder loads all its exports together', async (t) => {
  await mkdir(t.dataPath('both'), { recursive: true });
  await writeFile(t.dataPath('both/pipeline.json'), JSON.stringify(smallExport()));
  await writeFile(t.dataPath('both/calls.json'), JSON.stringify(callsExport()));
  await writeFile(t.dataPath('both/notes.txt'), 'not an export');
  const septet = await t.open({ fragment: 'data=data/both/' });
  const now = await summary(septet);
  assert.deepEqual([now.counts.deals, now.counts.calls], [41, 25]);
}, { weight: 2 });

test('a folder of which one file cannot be read is not loaded in part', async (t) => {
  await mkdir(t.dataPath('part'), { recursive: true });
  await writeFile(t.dataPath('part/pipeline.json'), JSON.stringify(smallExport()));
  await writeFile(t.dataPath('part/calls.json'), '{}');
  const septet = await t.open({ fragment: 'data=data/part/', complaints: /404/,
    before: (page) => page.context().route('**/data/part/calls.json', (route) => route.fulfill({ status: 404, body: '' })) });
  assert.match(await septet.alert(), /calls\.json/);
  assert.equal((await septet.ask({ figure: 'summary' })).error?.code, 'nothing_loaded');
}, { weight: 2 });

for (const language of ['en', 'zh']) {
  test(`an address of another origin is refused without being asked (${language})`, async (t) => {
    const elsewhere = await serveElsewhere((_, response) => response.end(JSON.stringify(smallExport())));
    t.afterwards(elsewhere.close);
    const septet = await t.open({ language, fragment: `data=${elsewhere.address}/small.json` });
    assert.match(await septet.alert(), new RegExp(words(language, 'error_address_refused')));
    assert.deepEqual(elsewhere.asked, []);
    await septet.press(septet.get('button', words(language, 'load_again')));
    assert.equal((await summary(septet)).demo, true, 'the demo is one press away');
  });

  test(`an address that gives nothing, or something else, is said to (${language})`, async (t) => {
    const missing = await t.open({ language, fragment: 'data=data/nowhere.json', complaints: /404/ });
    assert.match(await missing.alert(), /404/);
    const page = await t.open({ language, fragment: 'data=index.html' });
    assert.match(await page.alert(), new RegExp(words(language, 'error_address_wrong_type')));
    const dead = await t.open({ language, fragment: 'data=data/slow.json', complaints: /Failed to load|ERR_/,
      before: (page) => page.context().route('**/data/slow.json', (route) => route.abort('connectionreset')) });
    assert.match(await dead.alert(), new RegExp(words(language, 'error_address_unreachable').replace(/[:：] ?\{0\}/, '')));
  }, { weight: 5 });
}

test('what was asked before a first load that failed is answered of what is opened next', async (t) => {
  const septet = await t.open({ fragment: 'data=data/nowhere.json', complaints: /404/ });
  assert.match(await septet.alert(), /404/);
  await septet.openFiles(jsonFile('small.json', smallExport()));
  const { rows } = await septet.ask({ figure: 'ledger', by: ['role'] });
  assert.ok(rows.length > 0);
  for (const { role, entries } of rows) {
    const step = await told(septet.page.locator(`[data-id="team.roles.${role}"]`));
    assert.ok(step.includes(` ${count(entries)} `), `${role}: ${step}`);
  }
  await septet.go('data');
  assert.ok((await septet.outline()).includes('small.json'));
}, { weight: 2 });

test('a redirect to another origin is not followed', async (t) => {
  const elsewhere = await serveElsewhere((_, response) => response.end('{}'));
  t.afterwards(elsewhere.close);
  const septet = await t.open({ fragment: 'data=data/moved.json', complaints: /./,
    before: (page) => page.context().route('**/data/moved.json', (route) => route.fulfill({ status: 302, headers: { location: `${elsewhere.address}/x.json` } })) });
  await septet.alert();
  assert.deepEqual(elsewhere.asked, []);
  await t.engine.gather?.(septet.page);
  septet.requests = septet.requests.filter((address) => !address.startsWith(elsewhere.address));
  septet.violations.length = 0;
});
