// Measures the built page in Chromium on this machine and prints a table; results.json beside this file has the same.
//
//     node tests/bench/run.mjs [--site FOLDER] [--megabytes 100] [--runs 5] [--only wire,ingestion] [--readme]
//
// --readme also puts the table into README.md. Timing is noisy: compare ratios, and runs of the same machine.
import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

import { launchChromium } from '../browser/engines/chromium.mjs';
import { serve, temporaryFolder } from '../browser/server.mjs';
import { writeExport } from './generate.mjs';
import { writeCalls } from './generate_calls.mjs';
import { askAll, ingest, memoryOf, plainJavaScript } from './in_page.mjs';

const { values } = parseArgs({ options: {
  site: { type: 'string' }, megabytes: { type: 'string', default: '100' }, runs: { type: 'string', default: '5' },
  only: { type: 'string' }, readme: { type: 'boolean' },
} });
const runs = Number(values.runs);
const file = 'export.json';
/** A step that takes longer has stopped; it is said rather than waited for. */
const patience = 120_000;

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const rows = [];
const row = (group, what, value, unit, note = '') => rows.push({ group, what, value, unit, note });

const data = await temporaryFolder();
await writeExport(path.join(data.path, file), Number(values.megabytes) * 1e6);
const server = await serve({ site: values.site, data: data.path });
const browser = await launchChromium();

async function withPage(address, work, before, options) {
  const profile = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US', ...options });
  const page = await profile.newPage();
  page.setDefaultTimeout(120_000);
  await page.addInitScript(() => localStorage.setItem('septet.tour', 'seen'));  // as a reader who knows the page
  await before?.(page);
  await page.goto(`${server.address}/${address}`);
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${address || 'the page'}: nothing after ${patience / 1000} s`)), patience);
  });
  try {
    return await Promise.race([work(page), late]);
  } finally {
    clearTimeout(timer);
    await profile.close();
  }
}

/** The time of the first funnel, by the page's own clock, which begins with the navigation. */
const watchFunnel = (page) => page.addInitScript(() => {
  const seen = new MutationObserver(() => {
    if (!document.querySelector('[data-id^="team.roles."][role=cell]')) return;
    window.funnelAt = performance.now();
    seen.disconnect();
  });
  seen.observe(document, { subtree: true, childList: true });
});
const untilFunnel = (page) => page.waitForFunction(() => window.funnelAt);

async function wire() {
  const asked = await withPage('', async (page) => {
    await untilFunnel(page);
    return page.evaluate(() => [location.href, ...performance.getEntriesByType('resource').filter((entry) => entry.startTime < window.funnelAt).map((entry) => entry.name)]);
  }, watchFunnel);
  // What the worker loads for itself is not among the page's resources.
  // The later parts may be on their way by then; the first funnel needs nothing of them (tests/size_budget.json).
  const needed = asked.filter((address) => !/(_later\.wasm|collation\.mjs)$/.test(address));
  const addresses = new Set([...needed, ...['engine.worker.mjs', 'engine.mjs'].map((name) => `${server.address}/${name}`)]);
  const sizes = {};
  for (const address of addresses) {
    const name = new URL(address).pathname.slice(1) || 'index.html';
    if (!name.startsWith('demo/')) sizes[name] = await sentSize(address);
  }
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  row('wire', 'to the first funnel, brotli, without the demo data', total / 1000, 'kB', 'goal: at most 350 kB');
  for (const [name, size] of Object.entries(sizes).sort((a, b) => b[1] - a[1])) row('wire', `  ${name}`, size / 1000, 'kB');
}

/** Bytes of the body as sent; fetch() would unpack it. */
const sentSize = (address) => new Promise((resolve, reject) => {
  http.get(address, { headers: { 'Accept-Encoding': 'br' } }, (response) => {
    let size = 0;
    response.on('data', (piece) => { size += piece.length; });
    response.on('end', () => resolve(size));
  }).on('error', reject);
});

async function firstFunnel() {
  const times = [];
  for (let run = 0; run < runs + 2; run++)
    times.push(await withPage('', async (page) => {
      await untilFunnel(page);
      return page.evaluate(() => window.funnelAt);
    }, watchFunnel));
  row('start', 'navigation to the first funnel, cold cache, median', median(times), 'ms', `of ${times.length}; fastest ${Math.round(Math.min(...times))} ms`);
}

async function ingestion() {
  const fresh = [];
  const opened = [];
  const byParse = [];
  // In turns, so that another program's work on this machine meets all alike.
  for (let run = 0; run < runs; run++) {
    fresh.push(await withPage('files.json', (page) => page.evaluate(ingest, { file })));
    opened.push(await withPage('files.json', (page) => page.evaluate(ingest, { file, demo: 'demo/en.json.gz' })));
    byParse.push(await withPage('files.json', (page) => page.evaluate(plainJavaScript, file)));
  }
  const megabytes = fresh[0].bytes / 1e6;
  const speed = (what, ms) => row('ingest', what, megabytes / (ms / 1000), 'MB/s', `${ms.toFixed(0)} ms`);
  const [first, after] = [fresh, opened].map((list) => median(list.map((one) => one.ms)));
  const parse = median(byParse.map((one) => one.decode + one.parse));
  const flat = median(byParse.map((one) => one.decode + one.parse + one.flatten));
  speed(`${megabytes.toFixed(0)} MB in the worker, to data that answer, median`, first);
  speed('in a worker that has read the demo, as when a reader opens a file', after);
  speed('the same bytes by decoding and JSON.parse', parse);
  speed('and flattened and counted in plain JavaScript', flat);
  row('ingest', 'times as fast as JSON.parse: the worker\'s first file', parse / first, '×');
  row('ingest', 'and after the demo', parse / after, '×');
  row('ingest', 'times as fast as JSON.parse and flattening: the worker\'s first file', flat / first, '×');
  row('ingest', 'and after the demo', flat / after, '×', 'goal: 4');
}

const questions = {
  'summary': { figure: 'summary' },
  'ledger by stage': { figure: 'ledger', by: ['stage'] },
  'ledger by role (visits)': { figure: 'ledger', by: ['role'] },
  'ledger by role and stage': { figure: 'ledger', by: ['role', 'stage'] },
  'ledger by role and source': { figure: 'ledger', by: ['role', 'source'] },
  'ledger by role and month': { figure: 'ledger', by: ['role', 'month'] },
  'ledger by stage, one quarter': { figure: 'ledger', by: ['stage'], filter: { entered: ['2026-01-01', '2026-04-01'] } },
  'people': { figure: 'people' },
  'rows, the first 100': { figure: 'rows', filter: { exit: ['lost'] } },
  'rows, 100 from the middle': { figure: 'rows', filter: { exit: ['lost'] }, offset: 500 },
  'conversion by stage': { figure: 'conversion', by: ['stage'] },
  'time by stage': { figure: 'time', by: ['stage'] },
  'hand-offs by role': { figure: 'handoffs', by: ['role'] },
  'chain': { figure: 'chain' },
  'constraint': { figure: 'constraint' },
  'structure by team': { figure: 'structure', by: ['team'] },
  'forecast': { figure: 'forecast' },
  'what-if': { figure: 'what_if', scenario: [{ role: 'closer', conversion: 1.2 }] },
  'defects': { figure: 'defects' },
  'reach': { figure: 'reach', by: ['source'] },
};

async function answers() {
  for (const [name, address] of [['demo', 'demo/en.json.gz'], [`${values.megabytes} MB`, `data/${file}`]]) {
    const { times, counts: { spells } } = await withPage('files.json', (page) => page.evaluate(askAll, { address, questions, repeats: 11 }));
    for (const [question, list] of Object.entries(times)) row('answers', `${name} (${spells.toLocaleString('en-US')} stays): ${question}`, median(list), 'ms');
  }
}

/** Whole frames, built, sent to the graphics and brought into the document, by the page's own clock: where the code has run before. */
async function frames() {
  const screens = ['team', 'roles', 'people', 'handoffs', 'conversations', 'accounts', 'structure', 'data'];
  const places = [
    { name: 'demo', goal: 2 },
    { name: `${values.megabytes} MB`, goal: 4, fragment: `&data=data/${file}` },
    { name: 'demo on a phone at a quarter of the speed', goal: 8, profile: { viewport: { width: 390, height: 844 } }, slower: 4 },
  ];
  for (const { name, goal, fragment = '', profile, slower } of places)
    for (const screen of screens) {
      const { middle, most, drawn } = await withPage(`#screen=${screen}${fragment}`, async (page) => {
        await page.waitForFunction(() => window.septet);
        await page.evaluate(() => window.septet.whenIdle());
        if (slower) {
          const cdp = await page.context().newCDPSession(page);
          await cdp.send('Emulation.setCPUThrottlingRate', { rate: slower });
        }
        const { width, height } = page.viewportSize();
        const move = async (from, to) => {
          for (let step = from; step < to; step++) await page.mouse.move(20 + step * 13 % (width - 40), 110 + step * 37 % (height - 180));
          await page.evaluate(() => window.septet.whenIdle());
        };
        await move(0, 200);
        await page.evaluate(() => { window.septet.frameMs.recent.length = 0; });
        await move(200, 500);
        return page.evaluate(() => {
          const sorted = [...window.septet.frameMs.recent].sort((a, b) => a - b);
          return { middle: sorted[sorted.length >> 1] ?? 0, most: sorted[Math.floor(sorted.length * 0.95)] ?? 0, drawn: sorted.length };
        });
      }, undefined, profile);
      row('frames', `${name}: ${screen}, while the pointer moves, median`, middle, 'ms', `95 of 100 within ${most.toFixed(1)} ms, of ${drawn}; goal for building: ${goal}`);
    }
}

async function memory() {
  const found = await withPage('files.json', (page) => page.evaluate(memoryOf, file));
  row('memory', 'finished columns', found.heap / 1e6, 'MB', `${found.spells.toLocaleString('en-US')} stays, ${found.deals.toLocaleString('en-US')} deals`);
  row('memory', 'all columns, per stay', found.heap / found.spells, 'bytes');
  row('memory', 'columns of stays alone, per stay', found.spellBytes / found.spells, 'bytes');
  row('memory', 'high-water of the engine\'s memory', found.peak / 1e6, 'MB', `${(found.before / 1e6).toFixed(0)} MB before the load`);
  row('memory', 'high-water against finished columns', found.peak / found.heap, '×', 'goal: below 2, and one slice');
}

const callQuestions = {
  'figures by person': { figure: 'calls', by: ['person'] },
  'the list': { figure: 'call_list', limit: 25 },
  'topics': { figure: 'topics' },
  'quality': { figure: 'quality' },
  'behaviour': { figure: 'behaviour' },
  'figures with another merge gap': { figure: 'calls', by: ['person'], call_rules: { merge_ms: 500 } },
};
/** As somebody types it. */
const typed = ['c', 'co', 'con', 'cont', 'contr', 'contract', '合', '合同', '合同什么', 'x', 'xy', 'xyz'];

async function calls() {
  const name = 'calls.json';
  await writeCalls(path.join(data.path, name), 100_000);
  const ask = (asked) => withPage('files.json', (page) => page.evaluate(askAll, { address: `data/${name}`, questions: asked }));
  const { first, counts } = await ask(callQuestions);
  const count = counts.calls.toLocaleString('en-US');
  for (const [what, ms] of Object.entries(first)) row('calls', `${count} calls: ${what}, the first time`, ms, 'ms', what === 'figures by person' ? 'goal: 3 s' : '');
  row('calls', `${count} calls: all of these together`, Object.values(first).reduce((sum, ms) => sum + ms, 0), 'ms');
  const keystrokes = (await ask(Object.fromEntries(typed.map((text) => [text, { figure: 'search', text, limit: 25 }])))).first;
  const [longest, most] = Object.entries(keystrokes).reduce((a, b) => (b[1] > a[1] ? b : a));
  row('calls', 'search, a keystroke, median', median(Object.values(keystrokes)), 'ms', `longest ${most.toFixed(0)} ms (${longest}); goal: 50 ms`);
  const found = await withPage('files.json', (page) => page.evaluate(memoryOf, name));
  const { turns, text } = await textOf(path.join(data.path, name));
  row('calls', 'finished columns and texts', found.heap / 1e6, 'MB', `${turns.toLocaleString('en-US')} turns, ${(text / 1e6).toFixed(0)} MB of text`);
  row('calls', 'against the text', found.heap / text, '×', 'goal: 1.3');
}

/** The turns of an export with a call a line, and the bytes of what is said in them. */
async function textOf(file) {
  let turns = 0;
  let text = 0;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (!line.startsWith('{"id"')) continue;
    for (const turn of JSON.parse(line.replace(/,$/, '')).turns) {
      turns++;
      text += Buffer.byteLength(turn.text);
    }
  }
  return { turns, text };
}

async function longestTask() {
  const longest = await withPage('', async (page) => {
    await page.waitForFunction(() => window.septet);
    await page.evaluate(() => window.septet.whenIdle());
    return page.evaluate(async (file) => {
      let most = 0;
      const blob = await (await fetch(`data/${file}`)).blob();
      await new Promise((resolve) => setTimeout(resolve, 500));
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) most = Math.max(most, entry.duration);
      }).observe({ type: 'longtask' });
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([blob], file));
      for (const type of ['dragover', 'drop'])
        document.getElementById('canvas').dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      await window.septet.whenIdle();
      await new Promise((resolve) => setTimeout(resolve, 200));
      return most;
    }, file);
  });
  row('page', 'longest task of the page while it loads and shows the large file', longest, 'ms', longest ? '' : 'none over 50 ms');
}

const table = () => {
  const width = Math.max(...rows.map(({ what }) => what.length));
  let group = '';
  return rows.map((one) => {
    const head = one.group === group ? '' : `${group && '\n'}${group = one.group}\n`;
    const digits = one.value >= 100 ? 0 : one.value >= 10 ? 1 : 2;
    return `${head}  ${one.what.padEnd(width)} ${one.value.toFixed(digits).padStart(8)} ${one.unit.padEnd(5)} ${one.note}`.trimEnd();
  }).join('\n');
};

for (const part of [wire, firstFunnel, ingestion, answers, frames, memory, calls, longestTask])
  if (!values.only || values.only.split(',').includes(part.name)) await part();
const machine = `${os.cpus().length} × ${os.cpus()[0].model.trim()}, ${Math.round(os.totalmem() / 2 ** 30)} GB, ${os.type()}, Chromium ${browser.version()}, graphics in software`;
await browser.close();
await server.close();
await data.remove();

console.log(`${machine}\n\n${table()}`);
await writeFile(new URL('results.json', import.meta.url), JSON.stringify({ machine, rows }, null, 1));
if (values.readme) {
  const readme = new URL('README.md', import.meta.url);
  const text = await readFile(readme, 'utf8');
  await writeFile(readme, text.replace(/```text\n[\s\S]*?```/, () => `\`\`\`text\n${machine}\n\n${table()}\n\`\`\``));
}
process.exit(0);
