// Septet's engine, crossfilter2, DuckDB-WASM and plain JavaScript in one Chromium, over the same generated data:
//
//     npm ci --prefix tests/bench/against
//     node tests/bench/against/run.mjs [--site dist] [--megabytes 650] [--people 2000] [--without duckdb]
//
// 650 MB are about 3 million stays. A filter changes (one source, then another …) and all questions are answered anew.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { launchChromium } from '../../browser/engines/chromium.mjs';
import { temporaryFolder } from '../../browser/server.mjs';
import { writeExport } from '../generate.mjs';
import { inCrossfilter, inDuckDB, inSeptet } from './in_page.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const { values } = parseArgs({ options: {
  site: { type: 'string', default: path.join(here, '../../../dist') }, megabytes: { type: 'string', default: '650' },
  people: { type: 'string', default: '2000' }, without: { type: 'string', default: '' }, repeats: { type: 'string', default: '9' },
} });

/** What the Roles screen asks; add a figure here to measure it (Septet alone answers those without `key`). */
const questions = [
  { name: 'by stage', ask: { figure: 'ledger', by: ['stage'] }, key: ['stage'] },
  { name: 'by role', ask: { figure: 'ledger', by: ['role'] }, key: ['role'] },
  { name: 'by role and month', ask: { figure: 'ledger', by: ['role', 'month'] }, key: ['role', 'month'] },
  { name: 'by role and source', ask: { figure: 'ledger', by: ['role', 'source'] }, key: ['role', 'source'] },
  { name: 'by role and stage', ask: { figure: 'ledger', by: ['role', 'stage'] }, key: ['role', 'stage'] },
];

const types = { '.mjs': 'text/javascript', '.js': 'text/javascript', '.wasm': 'application/wasm', '.json': 'application/json' };
const data = await temporaryFolder();
await writeExport(path.join(data.path, 'export.json'), Number(values.megabytes) * 1e6, { people: Number(values.people) });
const folders = { site: values.site, data: data.path, modules: path.join(here, 'node_modules') };
const imports = {
  'apache-arrow': '/modules/apache-arrow/Arrow.dom.mjs', 'flatbuffers': '/modules/flatbuffers/mjs/flatbuffers.js',
  'tslib': '/modules/tslib/tslib.es6.mjs', '@ranfdev/deepobj': '/modules/@ranfdev/deepobj/dist/deepobj.m.js',
};
const server = http.createServer(async (request, response) => {
  const [, folder, ...rest] = decodeURIComponent(new URL(request.url, 'http://x').pathname).split('/');
  if (!folder) {
    response.setHeader('Content-Type', 'text/html');
    response.end(`<!doctype html><title>Against</title><script type="importmap">${JSON.stringify({ imports })}</script>`);
    return;
  }
  const file = path.join(folders[folder] ?? '/nowhere', ...rest);
  if (!await stat(file).catch(() => null)) return void response.writeHead(404).end();
  response.setHeader('Content-Type', types[path.extname(file)] ?? 'application/octet-stream');
  createReadStream(file).pipe(response);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = `http://127.0.0.1:${server.address().port}/`;
const browser = await launchChromium();

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const results = {};
for (const [name, work] of Object.entries({ septet: inSeptet, crossfilter: inCrossfilter, duckdb: inDuckDB })) {
  if (values.without.split(',').includes(name)) continue;
  const page = await browser.newPage();
  await page.goto(address);
  const found = await page.evaluate(work, { questions, repeats: Number(values.repeats) });
  await page.close();
  results[name] = found;
  console.log(`${name}: ${found.rows.toLocaleString('en-US')} stays; ready after ${Math.round(found.ready)} ms (${found.how})`);
  console.log(`  all questions after a filter's change: median ${median(found.times).toFixed(2)} ms, most ${Math.max(...found.times).toFixed(2)} ms; first ${found.first.toFixed(0)} ms`);
  if (results.septet && name !== 'septet')
    console.log(`  Septet: ${(median(found.times) / median(results.septet.times)).toFixed(0)} times as fast; counts ${found.check === results.septet.check ? 'agree' : `differ: ${found.check}, ${results.septet.check}`}`);
}
await browser.close();
server.close();
await data.remove();
process.exit(0);
