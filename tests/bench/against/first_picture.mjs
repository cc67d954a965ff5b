// How soon there is something to see: Team with its five answers, and a page with ECharts that draws a plain funnel of the same demo.
// Each in a fresh profile (cold cache), in turns, so that another program's work on this machine meets both alike.
//
//     npm ci --prefix tests/bench/against
//     node tests/bench/against/first_picture.mjs [--site dist] [--runs 9]
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { launchChromium } from '../../browser/engines/chromium.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const { values } = parseArgs({ options: {
  site: { type: 'string', default: path.join(here, '../../../dist') }, runs: { type: 'string', default: '9' },
} });

const plainFunnel = `<!doctype html><meta charset="utf-8"><title>Funnel</title><div id="chart" style="width:900px;height:600px"></div>
<script src="/modules/echarts/dist/echarts.min.js"></script><script type="module">
  const packed = await fetch('/demo/en.json.gz');
  const data = await new Response(packed.body.pipeThrough(new DecompressionStream('gzip'))).json();
  const counts = new Map(data.stages.map((stage) => [stage.id, 0]));
  for (const deal of data.deals) for (const entry of deal.history ?? []) counts.set(entry.stage, (counts.get(entry.stage) ?? 0) + 1);
  const chart = echarts.init(document.getElementById('chart'));
  chart.on('finished', () => { window.drawnAt ??= performance.now(); });
  chart.setOption({ animation: false, series: [{ type: 'funnel', data: [...counts].map(([name, value]) => ({ name, value })) }] });
</script>`;

const types = { '.html': 'text/html', '.mjs': 'text/javascript', '.js': 'text/javascript', '.wasm': 'application/wasm',
  '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml' };
const server = http.createServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://x');
  if (pathname === '/plain') return void response.setHeader('Content-Type', 'text/html').end(plainFunnel);
  const [, folder, ...rest] = decodeURIComponent(pathname).split('/');
  const file = folder === 'modules' ? path.join(here, 'node_modules', ...rest) : path.join(values.site, pathname === '/' ? 'index.html' : pathname);
  if (!await stat(file).catch(() => null)) return void response.writeHead(404).end();
  response.setHeader('Content-Type', types[path.extname(file)] ?? 'application/octet-stream');
  createReadStream(file).pipe(response);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = `http://127.0.0.1:${server.address().port}`;
const browser = await launchChromium();

const watchTeam = () => {
  const answers = ['number', 'chain', 'change', 'stuck', 'trust'].map((card) => `[data-id="team.${card}.title"]`);
  const seen = new MutationObserver(() => {
    if (document.querySelector('[data-id^="team.roles."][role=cell]')) window.chainAt ??= performance.now();
    if (answers.every((answer) => document.querySelector(answer))) window.drawnAt ??= performance.now();
  });
  seen.observe(document, { subtree: true, childList: true });
};

async function timeOf(page, before) {
  const profile = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  const tab = await profile.newPage();
  if (before) await tab.addInitScript(before);
  await tab.goto(address + page);
  await tab.waitForFunction(() => window.drawnAt, null, { timeout: 60_000 });
  const times = await tab.evaluate(() => ({ drawn: window.drawnAt, chain: window.chainAt }));
  await profile.close();
  return times;
}

const team = [], chain = [], plain = [];
for (let run = 0; run < Number(values.runs) + 1; run++) {
  const own = await timeOf('/', watchTeam);
  const other = await timeOf('/plain');
  if (run === 0) continue;  // the browser itself is cold
  team.push(own.drawn);
  chain.push(own.chain);
  plain.push(other.drawn);
}
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const line = (what, times) => console.log(`${what.padEnd(44)} ${String(Math.round(median(times))).padStart(6)} ms   fastest ${Math.round(Math.min(...times))}`);
line('Septet: the chain of roles, from the ledger', chain);
line('Septet: Team, all five answers', team);
line('ECharts: a plain funnel', plain);
console.log(`Team / ECharts: ${(median(team) / median(plain)).toFixed(2)} (goal: at most 1.2)`);
await browser.close();
server.close();
