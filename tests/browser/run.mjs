// Runs the browser tests: serves the built page on a free port, drives a browser, ends with "N passed, N failed".
//
//     node tests/browser/run.mjs [WORDS...] [--engine chromium|firefox|webkit] [--jobs N] [--site FOLDER]
//
// WORDS choose tests whose file or name contains one of them. --site serves an already built folder as it is, without
// building. What an engine's driver cannot do is skipped, with the reason. Screenshots of pages whose test failed are left
// in tests/browser/failures/.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { declared, TestContext } from './harness.mjs';
import { serve, temporaryFolder } from './server.mjs';

const folder = path.dirname(fileURLToPath(import.meta.url));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { engine: { type: 'string', default: 'chromium' }, jobs: { type: 'string', default: '2' }, site: { type: 'string' } },
});
// Only to end what hangs: that a machine is slow is no failure.
const deadline = 240_000;
const failuresFolder = path.join(folder, 'failures', values.engine);
const { engine } = await import(`./engines/${values.engine}.mjs`);

const files = [];
for (const name of (await readdir(folder)).filter((name) => name.endsWith('.test.mjs')).sort()) {
  declared.length = 0;
  await import(`./${name}`);
  const tests = declared.filter((test) => !positionals.length || positionals.some((word) => `${name} ${test.name}`.includes(word)));
  if (tests.length) files.push({ name: name.replace('.test.mjs', ''), tests: [...tests] });
}
// The longest first, so that both workers end together.
const weight = (file) => file.tests.reduce((sum, test) => sum + test.weight, 0);
files.sort((a, b) => weight(b) - weight(a));

await rm(failuresFolder, { recursive: true, force: true });
const data = await temporaryFolder();
const server = await serve({ site: values.site, data: data.path });
let passed = 0;
let skipped = 0;
const failed = [];

async function worker() {
  let browser = await engine.launch();
  for (let file; (file = files.shift());) {
    for (const test of file.tests) {
      const lacked = test.needs.filter((word) => word in engine.lacks);
      if (lacked.length) {
        skipped++;
        console.log(`– ${file.name}: ${test.name} (skipped: ${lacked.map((word) => engine.lacks[word]).join('; ')})`);
        continue;
      }
      if (!browser.isConnected()) browser = await engine.launch();
      await one(browser, file.name, test);
    }
  }
  await browser.close();
}

async function one(browser, file, test) {
  const context = new TestContext({ engine, browser, address: server.address, data: data.path });
  const begun = performance.now();
  let timer;
  let problem = null;
  try {
    await Promise.race([
      test.run(context).then(() => context.check()),
      new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error(`not done after ${deadline / 1000} s`)), deadline);
      }),
    ]);
  } catch (error) {
    problem = error;
  }
  clearTimeout(timer);
  const took = `${((performance.now() - begun) / 1000).toFixed(1)} s`;
  if (problem) {
    failed.push(`${file}: ${test.name}`);
    console.log(`✗ ${file}: ${test.name} (${took})\n${indented(problem)}`);
    for (const line of context.told()) console.log(`    ${line}`);
    await pictures(context, file, test.name);
  } else {
    passed++;
    console.log(`✓ ${file}: ${test.name} (${took})`);
    for (const note of context.notes) console.log(`    ${note}`);
  }
  await context.close();
}

const indented = (error) => (error.stack ?? String(error)).split('\n').slice(0, 24).map((line) => `    ${line}`).join('\n');

async function pictures(context, file, name) {
  await mkdir(failuresFolder, { recursive: true });
  const stem = path.join(failuresFolder, `${file}-${name.replace(/[^a-z0-9]+/gi, '-').slice(0, 60)}`);
  for (const [index, septet] of context.pages.entries()) {
    const target = index ? `${stem}-${index}` : stem;
    await septet.picture().then((picture) => writeFile(`${target}.png`, picture)).catch(() => {});
    const outline = await septet.outline().catch(() => '');
    await writeFile(`${target}.txt`, outline);
  }
}

await Promise.all(Array.from({ length: Number(values.jobs) }, worker));
await server.close();
await data.remove();
if (failed.length) console.log(`\nFailed:\n${failed.map((name) => `    ${name}`).join('\n')}`);
console.log(`${passed} passed, ${failed.length} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exit(failed.length ? 1 : 0);
