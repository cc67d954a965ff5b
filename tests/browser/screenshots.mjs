// Pictures of every screen: two sizes, two languages, two themes; and one sheet with all of them.
//
//     node tests/browser/screenshots.mjs [--site FOLDER] [--out FOLDER]     writes tests/browser/screenshots/
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { launchChromium } from './chromium.mjs';
import { count, desk, phone, TestContext } from './harness.mjs';
import { jsonFile, smallExport } from './exports.mjs';
import { serve } from './server.mjs';

const { values } = parseArgs({ options: { site: { type: 'string' }, out: { type: 'string' } } });
const out = values.out ?? path.join(path.dirname(fileURLToPath(import.meta.url)), 'screenshots');

const firstPart = (septet) => septet.page.locator('#semantics [data-id^="roles.funnel."][role=cell]').first();

async function scrollToEnd(septet) {
  const { width, height } = septet.page.viewportSize();
  await septet.mouse.move(width / 2, height / 2);
  await septet.mouse.wheel(0, 5000);
}

/** By name: the fragment, and what is done there. */
const views = {
  team: { fragment: 'screen=team' },
  'team-end': { fragment: 'screen=team&move=closer,120,90,1', run: scrollToEnd },
  accounts: { fragment: 'screen=accounts' },
  'accounts-end': { fragment: 'screen=accounts', run: scrollToEnd },
  structure: { fragment: 'screen=structure' },
  'structure-end': { fragment: 'screen=structure', run: scrollToEnd },
  roles: {},
  'roles-end': { run: scrollToEnd },
  'roles-marketer': { fragment: 'role=marketer' },
  'roles-manager': { fragment: 'role=sales_manager' },
  'roles-empty': { fragment: 'entered=2001-01-01..2001-02-01' },
  rows: { run: async (septet) => {
    await septet.press(firstPart(septet));
    if (!await septet.get('dialog').count()) await septet.press(firstPart(septet));
  } },
  filters: { fragment: 'entered=2026-01-01..2026-07-01&segment=', run: (septet) => septet.press(septet.get('button', septet.say('add_filter'))) },
  people: { fragment: 'screen=people' },
  'people-end': { fragment: 'screen=people', run: scrollToEnd },
  handoffs: { fragment: 'screen=handoffs' },
  person: { fragment: 'screen=people', run: async (septet) => {
    const { rows } = await septet.ask({ figure: 'people' });
    const { role } = rows[0];
    const { person } = rows.filter((row) => row.role === role && row.person).sort((a, b) => b.entries - a.entries)[0];
    await septet.page.evaluate((fragment) => { location.hash = fragment; }, `screen=people&role=${role}&who=${encodeURIComponent(person)}`);
  } },
  data: { fragment: 'screen=data' },
  'data-end': { fragment: 'screen=data', run: scrollToEnd },
  'bad-file': { run: (septet) => septet.openFiles({ name: 'letter.json', text: 'Dear colleague' }) },
  small: { run: (septet) => septet.openFiles(jsonFile('small.json', smallExport())) },
};

const server = await serve({ site: values.site });
const browser = await launchChromium();
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const made = [];
for (const [size, viewport] of Object.entries({ desk, phone }))
  for (const language of ['zh', 'en'])
    for (const theme of ['light', 'dark'])
      for (const [name, { fragment = '', run }] of Object.entries(views)) {
        const context = new TestContext({ browser, address: server.address, data: out });
        const file = `${name}-${size}-${language}-${theme}.png`;
        try {
          const septet = await context.open({ language, theme, viewport, touch: size === 'phone', fragment });
          await run?.(septet);
          await septet.settle();
          await septet.page.screenshot({ path: path.join(out, file) });
          made.push({ file, ...viewport });
        } catch (error) {
          console.log(`${file}: ${error.message.split('\n')[0]}`);
        }
        await context.close();
      }

const sheet = `<!doctype html><meta charset="utf-8"><title>Septet</title>
<style>body{margin:16px;background:#888;font:12px sans-serif;display:flex;flex-wrap:wrap;gap:16px}figure{margin:0}img{display:block;height:450px}</style>
${made.map(({ file }) => `<figure><a href="${file}"><img src="${file}" alt=""></a><figcaption>${file}</figcaption></figure>`).join('\n')}`;
await writeFile(path.join(out, 'sheet.html'), sheet);
const page = await browser.newPage({ viewport: { width: 3000, height: 900 } });
await page.goto(`file://${path.join(out, 'sheet.html')}`);
await page.screenshot({ path: path.join(out, 'sheet.png'), fullPage: true });
await browser.close();
await server.close();
console.log(`${count(made.length)} pictures in ${out}`);
