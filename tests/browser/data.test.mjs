// The Data screen: what was loaded, and what was left out, by file, record and field.
import { assert, count, test } from './harness.mjs';
import { jsonFile, smallExport } from './exports.mjs';

for (const language of ['en', 'zh']) {
  test(`files, cut-off, time zone and records (${language})`, async (t) => {
    const septet = await t.open({ language });
    await septet.openFiles(jsonFile('small.json', smallExport()));
    await septet.go('data');
    const outline = await septet.outline();
    const summary = await septet.ask({ figure: 'summary' });
    assert.match(outline, /small\.json/);
    assert.match(outline, /2026[^\n]*12:00/, 'the cut-off');
    assert.match(outline, /UTC/);
    assert.match(outline, new RegExp(`\\b${count(summary.counts.deals)}\\b`));
    assert.match(outline, new RegExp(septet.say('defects_question').replace('?', '\\?')));
  });

  test(`what was left out is told by file, record and field (${language})`, async (t) => {
    const septet = await t.open({ language });
    const broken = smallExport();
    broken.deals[3].history[0].at = 'yesterday';
    delete broken.deals[5].id;
    broken.deals[7].history[0].owner = 'nobody';
    await septet.openFiles(jsonFile('broken.json', broken));
    const { rows } = await septet.ask({ figure: 'defects' });
    assert.ok(rows.length >= 3, JSON.stringify(rows));
    await septet.go('data');
    const outline = (await septet.outline()).replace(/\s+/g, ' ');
    assert.match(outline, /broken\.json/);
    const skipped = rows.find((row) => row.path.endsWith('history[].at') || row.examples[0]?.path.endsWith('.at'));
    assert.ok(skipped, JSON.stringify(rows));
    const [example] = skipped.examples;
    assert.match(outline, new RegExp(septet.say('place_record', count(example.record))), 'the record');
    assert.ok(outline.includes(example.path), `the field ${example.path}`);
    assert.ok(outline.includes('yesterday'), 'what stood there');
  });
}

test('the demo\'s own defects are told, and the badge says how many kinds', async (t) => {
  const septet = await t.open();
  const { rows } = await septet.ask({ figure: 'defects' });
  const link = septet.get('link', rows.length ? `${septet.say('nav_data')} ${rows.length}` : septet.say('nav_data'));
  await septet.press(link);
  await septet.get('heading', septet.say('nav_data')).waitFor({ state: 'attached' });
});
