// Charts under the hand: months are brushed, a hairline reads a chart off, what an answer moves is on its way and then rests.
import { assert, desk, phone, test, until } from './harness.mjs';
import { jsonFile, smallExport } from './exports.mjs';

const slider = (septet) => septet.page.locator('#semantics [data-id="roles.trend.cross"]');
const months = (septet) => septet.page.locator('#semantics [role=rowheader][data-id^="roles.trend."]');
const choice = (septet) => septet.page.locator('#semantics [data-id="roles.months.choice"]');
const chip = (septet) => septet.get('button', new RegExp(`^${septet.say('filter_period')}`));
const entered = async (septet) => new URLSearchParams(await septet.fragment()).get('entered');
const idOf = (month) => month.evaluate((element) => element.dataset.id.split('.').at(-1));
/** The month behind one: "2026-01" for "2025-12". */
const next = (month) => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1)).toISOString().slice(0, 10);

const middle = async (septet, target) => {
  const box = await septet.place(target);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, width: box.width };
};

test('months are brushed with the mouse: the chip, the link and all figures follow', async (t) => {
  const septet = await t.open();
  const count = await months(septet).count();
  assert.ok(count >= 6, `${count} months`);
  const [first, last] = [await idOf(months(septet).nth(1)), await idOf(months(septet).nth(3))];
  const from = await middle(septet, months(septet).nth(1));
  const to = await middle(septet, months(septet).nth(3));
  const tables = () => septet.page.locator('#semantics [data-id="roles.funnel"]').innerText();
  const before = await tables();
  await septet.mouse.move(from.x, from.y);
  await septet.mouse.down();
  await septet.mouse.move((from.x + to.x) / 2, from.y + 3);
  await septet.mouse.move(to.x, to.y);
  await septet.settle();
  assert.equal(await entered(septet), null, 'not before it is let go');
  assert.equal(await choice(septet).count(), 1, 'what is about to be chosen is said');
  await septet.mouse.up();
  await septet.settle();
  assert.equal(await entered(septet), `${first}-01..${next(last)}`);
  await chip(septet).first().waitFor();
  assert.notEqual(await tables(), before, 'the funnel follows');
  assert.equal(await months(septet).count(), count, 'all months stay in sight');

  await septet.press(septet.get('button', septet.say('months_zoom')));
  assert.equal(await months(septet).count(), 5, 'the choice, and a month at each side');
  await septet.press(septet.get('button', septet.say('months_all')));
  assert.equal(await entered(septet), null);
  assert.equal(await months(septet).count(), count);
  await septet.back();
  assert.equal(await entered(septet), `${first}-01..${next(last)}`, 'back brings the choice again');

  const again = await middle(septet, months(septet).nth(2));
  await septet.mouse.dblclick(again.x, again.y);
  await septet.settle();
  assert.equal(await entered(septet), null, 'a double click is all months');
}, { weight: 4 });

test('months are brushed with the keys: arrows read off, Shift widens, Enter applies, Esc clears', async (t) => {
  const septet = await t.open();
  await slider(septet).focus();
  const text = () => slider(septet).getAttribute('aria-valuetext');
  await septet.key('Home');
  const first = await text();
  assert.equal(await slider(septet).getAttribute('aria-valuenow'), '0');
  await septet.key('ArrowRight');
  assert.notEqual(await text(), first);
  await septet.key('Shift+ArrowRight', 'Shift+ArrowRight');
  assert.equal(await choice(septet).count(), 1);
  assert.equal(await entered(septet), null);
  await septet.key('Escape');
  assert.equal(await choice(septet).count(), 0, 'Esc drops what is not applied');
  await septet.key('Home', 'Shift+ArrowRight', 'Enter');
  const [one, two] = [await idOf(months(septet).nth(0)), await idOf(months(septet).nth(1))];
  assert.equal(await entered(septet), `${one}-01..${next(two)}`);
  await chip(septet).first().waitFor();
  assert.equal((await septet.focused()).id, 'roles.trend.cross', 'the focus stays');
  await septet.key('Escape');
  assert.equal(await entered(septet), null, 'Esc clears what is chosen');
  // The other charts have a slider as well, which Tab reaches.
  const curve = septet.page.locator('#semantics [data-id="roles.incidence.cross"]');
  await curve.focus();
  const end = await curve.getAttribute('aria-valuetext');
  await septet.key('ArrowLeft');
  const before = await curve.getAttribute('aria-valuetext');
  assert.notEqual(before, end);
  assert.match(before, new RegExp(septet.say('conversion_followed')));
}, { weight: 3 });

test('a finger brushes across and scrolls up', async (t) => {
  const septet = await t.open({ viewport: phone, touch: true, dpr: 2, complaints: /Ignored attempt to cancel a touchend/ });
  const from = await middle(septet, months(septet).nth(1));
  const to = await middle(septet, months(septet).nth(4));
  const steps = (way) => Array.from({ length: 9 }, (_, step) => way(step / 8));
  await t.engine.swipe(septet.page, steps((part) => ({ x: from.x + (to.x - from.x) * part, y: from.y + 4 * part })));
  await septet.settle();
  const [first, last] = [await idOf(months(septet).nth(1)), await idOf(months(septet).nth(4))];
  assert.equal(await entered(septet), `${first}-01..${next(last)}`);
  const place = await middle(septet, months(septet).nth(1));
  await t.engine.swipe(septet.page, steps((part) => ({ x: place.x + 3 * part, y: place.y - 120 * part })));
  await septet.settle();
  assert.equal(await entered(septet), `${first}-01..${next(last)}`, 'a pull up chooses nothing');
  const box = await months(septet).nth(1).boundingBox();
  assert.ok(!box || box.y + box.height / 2 < place.y - 60, 'it scrolls');
  await septet.tap(septet.get('button', septet.say('months_all')));
  assert.equal(await entered(septet), null);
}, { weight: 4, needs: ['touch'] });

test('the hairline asks for a frame only where it stands elsewhere', async (t) => {
  const septet = await t.open();
  const at = await middle(septet, months(septet).nth(2));
  await septet.mouse.move(at.x, at.y);
  await septet.settle();
  const shown = await septet.picture();
  const before = await septet.frames();
  for (const part of [-0.3, -0.1, 0.2, 0.35]) await septet.mouse.move(at.x + at.width * part, at.y + 4 * part);
  await septet.settle();
  assert.equal(await septet.frames(), before, 'in the same month nothing is drawn');
  await septet.mouse.move(at.x + at.width, at.y);
  await septet.settle();
  assert.ok(await septet.frames() > before);
  assert.notDeepEqual(await septet.picture(), shown);
});

test('what an answer moves is on its way, then nothing is drawn; with reduced motion it is there at once', async (t) => {
  const drawn = {};
  for (const calm of [false, true]) {
    const septet = await t.open({ viewport: desk, calm });
    await septet.openFiles(jsonFile('small.json', smallExport()));
    await septet.chooseRole('lead_nurturer');
    await septet.away();
    const before = await septet.frames();
    await septet.get('rowheader', /^ads /).focus();
    await septet.keyboard.press('Enter');
    await until('the filter is in force', async () => /source=ads/.test(await septet.fragment()));
    await septet.settle();
    drawn[calm] = await septet.frames() - before;
    const rest = await septet.frames();
    await septet.page.waitForTimeout(1200);
    assert.equal(await septet.frames(), rest, 'at rest');
  }
  assert.ok(drawn.false > drawn.true, `${drawn.false} frames with motion, ${drawn.true} without`);
}, { weight: 5 });
