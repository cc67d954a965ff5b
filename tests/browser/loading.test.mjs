// A large file: progress, Cancel, and a page that answers meanwhile. The engine's end, and its new beginning.
import { writeExport } from '../bench/generate.mjs';
import { assert, test, until } from './harness.mjs';
import { jsonFile, smallExport } from './exports.mjs';

const name = 'large.ndjson';
let written;
/** 60 MB, one record a line, made once. */
const large = (t) => (written ??= writeExport(t.dataPath(name), 60e6, { lines: true }));

/** Drops a file that is the large one `times` over, without moving its bytes. */
const dropLarge = (septet, times) => septet.page.evaluate(async ([name, times]) => {
  const blob = await (await fetch(`data/${name}`)).blob();
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(Array(times).fill(blob), name));
  const canvas = document.getElementById('canvas');
  for (const type of ['dragover', 'drop']) canvas.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
}, [name, times]);

/** The longest time in which the page's own thread could do nothing else. */
const followTasks = (page) => page.addInitScript(() => {
  window.longestTask = 0;
  let before = performance.now();
  setInterval(() => {
    window.longestTask = Math.max(window.longestTask, performance.now() - before);
    before = performance.now();
  }, 20);
});

test('240 MB: the page answers clicks while it reads', async (t) => {
  await large(t);
  const septet = await t.open({ before: followTasks });
  await septet.page.evaluate(() => { window.longestTask = 0; });
  await dropLarge(septet, 4);
  await septet.press(septet.get('button', septet.say('theme_to_dark')));
  const loaded = await until('it is read', async () => {
    const summary = await septet.ask({ figure: 'summary' });
    return summary.demo === false && summary;
  });
  await septet.settle();
  assert.ok(loaded.counts.deals > 10_000);
  assert.equal(await septet.page.evaluate(() => document.documentElement.dataset.theme), 'dark');
  const longest = await septet.page.evaluate(() => window.longestTask);
  t.note(`longest task of the page's own thread: ${Math.round(longest)} ms`);
  assert.ok(longest < 2000);
}, { weight: 8 });

test('1.8 GB: progress in bytes and records; Cancel stops reading, and what was loaded stays', async (t) => {
  await large(t);
  const septet = await t.open();
  await septet.openFiles(jsonFile('small.json', smallExport()));
  await dropLarge(septet, 30);
  const progress = septet.get('progressbar');
  await until('a part of it is read', async () => await progress.count() === 1 && Number(await progress.getAttribute('aria-valuenow')) > 0);
  assert.match(await septet.page.locator('#semantics [data-id="load.amount"]').textContent(), /MB.*[1-9]/);
  const cancel = septet.get('button', septet.say('cancel'));
  const box = await septet.place(cancel);
  await septet.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await until('the progress goes away', async () => await septet.get('progressbar').count() === 0);
  await septet.settle();
  const summary = await septet.ask({ figure: 'summary' });
  assert.deepEqual([summary.name, summary.counts.deals], ['Small company', 41]);
  assert.match(await septet.alert(), new RegExp(septet.say('error_cancelled')));
}, { weight: 6 });

/** Makes the worker's engine fail as if it had trapped. */
const trap = (septet) => septet.page.workers()[0].evaluate(() => {
  self.onmessage({ data: { ask: 1_000_000, question: { get length() { throw new WebAssembly.RuntimeError('unreachable'); } } } });
});

test('an engine that stopped is started again, with the data', async (t) => {
  const septet = await t.open({ complaints: /the engine stopped/ });
  await septet.openFiles(jsonFile('small.json', smallExport()));
  const before = await septet.ask({ figure: 'ledger' });
  await trap(septet);
  await until('the data are back', async () => (await septet.ask({ figure: 'summary' })).name === 'Small company');
  await septet.settle();
  assert.deepEqual((await septet.ask({ figure: 'ledger' })).rows, before.rows);
  assert.match(await septet.outline(), /Contacted: 41 entries/, 'and on the screen');
  await trap(septet);
  await until('and once more', async () => (await septet.ask({ figure: 'summary' })).name === 'Small company');
}, { weight: 4, needs: ['workers'] });

test('a question that is on its way while the engine stops gets an answer', async (t) => {
  const septet = await t.open({ complaints: /the engine stopped/ });
  const asked = septet.ask({ figure: 'people' });
  await trap(septet);
  const answer = await asked;
  assert.ok(answer.rows || answer.error.code === 'engine_stopped', JSON.stringify(answer).slice(0, 200));
  await until('the demo is back', async () => (await septet.ask({ figure: 'summary' })).demo);
}, { needs: ['workers'] });
