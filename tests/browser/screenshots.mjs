// Pictures of every screen: two sizes, two languages, two themes.
//
//     node tests/browser/screenshots.mjs [WORDS...]       everything, and one sheet with all, in tests/browser/screenshots/
//     node tests/browser/screenshots.mjs --compare        the eight screens against tests/browser/approved/
//     node tests/browser/screenshots.mjs --approve        writes those, a quarter of the size
//
// Further: [--site FOLDER] as it is, without building; [--out FOLDER]; [--approved FOLDER]. WORDS choose pictures whose name
// contains one of them. A comparison ends with "N passed, N failed" and leaves a picture for each that differs: the approved
// one, the new one, and where they differ.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { engine } from './engines/chromium.mjs';
import { count, desk, phone, TestContext } from './harness.mjs';
import { jsonFile, smallExport } from './exports.mjs';
import { compare, differentShare, sideBySide, small } from './pictures.mjs';
import { readPng, writePng } from './png.mjs';
import { serve } from './server.mjs';

const folder = path.dirname(fileURLToPath(import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { site: { type: 'string' }, out: { type: 'string' }, approved: { type: 'string' }, compare: { type: 'boolean' }, approve: { type: 'boolean' } },
});
const out = values.out ?? path.join(folder, values.compare ? 'failures/pictures' : 'screenshots');
const approvedFolder = values.approved ?? path.join(folder, 'approved');

const firstPart = (septet) => septet.page.locator('#semantics [data-id^="roles.funnel."][role=cell]').first();

async function scrollToEnd(septet) {
  const { width, height } = septet.page.viewportSize();
  await septet.mouse.move(width / 2, height / 2);
  await septet.mouse.wheel(0, 5000);
}

const show = (septet, fragment) => septet.page.evaluate((fragment) => { location.hash = fragment; }, fragment);

/** The eight screens, which are approved: by name, the fragment. */
const screens = {
  team: '', roles: 'screen=roles', people: 'screen=people', handoffs: 'screen=handoffs', conversations: 'screen=conversations',
  accounts: 'screen=accounts', structure: 'screen=structure', data: 'screen=data',
};

/** By name: the fragment, and what is done there. */
const views = {
  ...Object.fromEntries(Object.entries(screens).flatMap(([name, fragment]) => [[name, { fragment }], [`${name}-end`, { fragment, run: scrollToEnd }]])),
  'team-moved': { fragment: 'screen=team&move=closer,120,90,1', run: scrollToEnd },
  'roles-marketer': { fragment: 'screen=roles&role=marketer' },
  'roles-manager': { fragment: 'screen=roles&role=sales_manager' },
  'roles-empty': { fragment: 'screen=roles&entered=2001-01-01..2001-02-01' },
  rows: { run: async (septet) => {
    await septet.press(firstPart(septet));
    if (!await septet.get('dialog').count()) await septet.press(firstPart(septet));
  } },
  filters: { fragment: 'screen=roles&entered=2026-01-01..2026-07-01&segment=', run: (septet) => septet.press(septet.get('button', septet.say('add_filter'))) },
  person: { fragment: 'screen=people', run: async (septet) => {
    const { rows } = await septet.ask({ figure: 'people' });
    const { role } = rows[0];
    const { person } = rows.filter((row) => row.role === role && row.person).sort((a, b) => b.entries - a.entries)[0];
    await show(septet, `screen=people&role=${role}&who=${encodeURIComponent(person)}`);
  } },
  call: { fragment: 'screen=conversations', run: async (septet) => {
    const { rows } = await septet.ask({ figure: 'call_list', spoken: true, limit: 1 });
    await show(septet, `screen=conversations&call=${encodeURIComponent(rows[0].id)}`);
  } },
  account: { fragment: 'screen=accounts', run: async (septet) => {
    const { rows } = await septet.ask({ figure: 'account_list', limit: 1 });
    await show(septet, `screen=accounts&account=${encodeURIComponent(rows[0].id)}`);
  } },
  'bad-file': { run: (septet) => septet.openFiles({ name: 'letter.json', text: 'Dear colleague' }) },
  small: { run: (septet) => septet.openFiles(jsonFile('small.json', smallExport())) },
};

const looks = Object.entries({ desk, phone }).flatMap(([size, viewport]) => ['zh', 'en'].flatMap((language) => ['light', 'dark'].map((theme) =>
  ({ name: `${size}-${language}-${theme}`, language, theme, viewport, touch: size === 'phone' }))));
const chosen = (name) => !positionals.length || positionals.some((word) => name.includes(word));

const server = await serve({ site: values.site });
const browser = await engine.launch();
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

/** Two at once: one draws while the other waits. */
async function pairwise(things, run) {
  const left = [...things];
  await Promise.all([1, 2].map(async () => {
    for (let thing; (thing = left.shift());) await run(thing);
  }));
}

async function withPage(options, run) {
  const context = new TestContext({ engine, browser, address: server.address, data: out });
  try {
    return await run(await context.open(options));
  } finally {
    await context.close();
  }
}

const failed = [];
if (values.compare || values.approve) {
  let passed = 0;
  let most = 0;  // share of differing blocks among those that pass
  if (values.approve) await mkdir(approvedFolder, { recursive: true });
  const wanted = looks.filter((look) => Object.keys(screens).some((screen) => chosen(`${screen}-${look.name}`)));
  await pairwise(wanted, (look) => withPage(look, async (septet) => {
    for (const [screen, fragment] of Object.entries(screens)) {
      const name = `${screen}-${look.name}`;
      if (!chosen(name)) continue;
      await show(septet, fragment);
      await septet.settle();
      const now = small(await septet.picture());
      const file = path.join(approvedFolder, `${name}.png`);
      if (values.approve) {
        await writeFile(file, writePng(now));
        continue;
      }
      const approved = await readFile(file).then(readPng, () => null);
      const found = approved && compare(approved, now);
      if (found?.share <= differentShare) {
        passed++;
        most = Math.max(most, found.share);
        continue;
      }
      failed.push(name);
      console.log(`✗ ${name}: ${found ? `${(found.share * 100).toFixed(1)} % of the blocks differ` : 'there is no approved picture'}`);
      await writeFile(path.join(out, `${name}.png`), found ? sideBySide(approved, now, found) : writePng(now));
    }
  }));
  if (values.approve) console.log(`approved in ${approvedFolder}`);
  else console.log(`of those that pass at most ${(most * 100).toFixed(2)} % of the blocks differ\n${passed} passed, ${failed.length} failed`);
} else {
  const made = [];
  const pictures = looks.flatMap((look) => Object.entries(views).map(([view, what]) => ({ name: `${view}-${look.name}`, look, ...what }))).filter(({ name }) => chosen(name));
  await pairwise(pictures, ({ name, look, fragment, run }) => withPage({ ...look, fragment }, async (septet) => {
    await run?.(septet);
    await septet.settle();
    await writeFile(path.join(out, `${name}.png`), await septet.picture());
    made.push(`${name}.png`);
  }).catch((error) => {
    failed.push(name);
    console.log(`${name}: ${error.message.split('\n')[0]}`);
  }));
  const order = new Map(pictures.map(({ name }, at) => [`${name}.png`, at]));
  made.sort((a, b) => order.get(a) - order.get(b));
  const sheet = `<!doctype html><meta charset="utf-8"><title>Septet</title>
<style>body{margin:16px;background:#888;font:12px sans-serif;display:flex;flex-wrap:wrap;gap:16px}figure{margin:0}img{display:block;height:450px}</style>
${made.map((file) => `<figure><a href="${file}"><img src="${file}" alt=""></a><figcaption>${file}</figcaption></figure>`).join('\n')}`;
  await writeFile(path.join(out, 'sheet.html'), sheet);
  const page = await browser.newPage({ viewport: { width: 3000, height: 900 } });
  await page.goto(`file://${path.join(out, 'sheet.html')}`);
  await page.screenshot({ path: path.join(out, 'sheet.png'), fullPage: true });
  console.log(`${count(made.length)} pictures in ${out}`);
}
await browser.close();
server.close();
process.exit(failed.length ? 1 : 0);
