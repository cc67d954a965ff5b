// The keyboard, the wheel, the clipboard, composition: what the browser does stays the browser's.
import { assert, test, until } from './harness.mjs';
import { jsonFile, smallExport } from './exports.mjs';

async function searchField(t) {
  const septet = await t.open();
  await septet.openFiles(jsonFile('small.json', smallExport()));
  await septet.chooseRole('lead_nurturer');
  await septet.go('people');
  const field = septet.get('searchbox', septet.say('search_people'));
  await septet.press(field);
  return { septet, field };
}

const everyStop = (septet) => septet.page.evaluate(() => [...document.querySelectorAll('#semantics :is(button, a, input, [tabindex="0"])')]
  .filter((element) => element.tabIndex >= 0).map((element) => element.dataset.id));

for (const screen of ['roles', 'people', 'data']) {
  test(`Tab reaches every control and leaves the page (${screen})`, async (t) => {
    const septet = await t.open({ fragment: screen === 'roles' ? '' : `screen=${screen}` });
    const reached = new Set();
    let left = false;
    for (let presses = 0; presses < 250 && !left; presses++) {
      await septet.keyboard.press('Tab');
      await septet.settle();
      const focus = await septet.focused();
      if (focus?.id === undefined) left = presses > 0;
      else if (t.engine.lacks.otherStops && focus.id === [...reached][0]) left = true;
      else if (reached.has(focus.id)) assert.fail(`${focus.id} comes twice: Tab goes round without leaving`);
      else reached.add(focus.id);
    }
    assert.ok(left, 'Tab leaves the page');
    const missed = (await everyStop(septet)).filter((id) => !reached.has(id));
    assert.deepEqual(missed, []);
    assert.ok(reached.size > 8, `${reached.size} stops`);
    const order = [...reached];
    for (let presses = 0; presses < 4 && (await septet.focused())?.id !== order[0]; presses++) await septet.key('Tab');
    await septet.key('Tab', 'Tab', 'Shift+Tab');
    assert.equal((await septet.focused())?.id, order[1], 'Shift+Tab walks the same way back');
  }, { weight: 6 });
}

for (const language of ['en', 'zh']) {
  test(`the first stop leads past what every screen begins with (${language})`, async (t) => {
    const septet = await t.open({ language });
    const skip = septet.page.locator('#skip');
    assert.ok(!await skip.evaluate((element) => element.matches(':focus-visible')));
    await septet.keyboard.press('Tab');
    assert.ok(await skip.evaluate((element) => element === document.activeElement && getComputedStyle(element).clipPath === 'none'));
    assert.match(await skip.textContent(), { en: /content/, zh: /正文/ }[language]);
    await septet.keyboard.press('Enter');
    await septet.settle();
    assert.ok(await septet.page.evaluate(() => document.querySelector('#semantics [data-id=main]').contains(document.activeElement)));
  });
}

test('arrows walk inside a table, Enter opens the rows, Esc brings the focus back', async (t) => {
  const septet = await t.open();
  await septet.openFiles(jsonFile('small.json', smallExport()));
  await septet.chooseRole('lead_nurturer');
  const cell = septet.get('rowheader', /^Contacted: \d+ entries/);
  await cell.focus();
  await septet.settle();
  await septet.key('ArrowRight');
  assert.match((await septet.focused()).name, /^Contacted: advanced/);
  await septet.key('ArrowDown');
  assert.match((await septet.focused()).name, /^Qualified: /);
  await septet.key('Enter');
  const rows = septet.get('dialog');
  await rows.waitFor({ state: 'attached' });
  assert.ok(await rows.evaluate((element) => element.contains(document.activeElement)), 'the focus is in the dialog');
  await septet.key('Escape');
  assert.equal(await rows.count(), 0);
  assert.match((await septet.focused())?.name ?? 'nothing', /^Qualified: /, 'the focus is back where it was');
});

test('Esc closes the filter panel', async (t) => {
  const septet = await t.open();
  await septet.get('button', septet.say('add_filter')).focus();
  await septet.key('Enter');
  await septet.get('dialog').waitFor({ state: 'attached' });
  await septet.key('Escape');
  assert.equal(await septet.get('dialog').count(), 0);
});

test('the wheel scrolls, and with Ctrl it is the browser\'s', async (t) => {
  const septet = await t.open({ viewport: { width: 1100, height: 500 } });
  const card = septet.get('heading', undefined, septet.get('main')).first();
  const before = await card.boundingBox();
  await septet.mouse.move(700, 300);
  await septet.mouse.wheel(0, 150);
  await septet.settle();
  const after = await card.boundingBox();
  assert.ok(!after || after.height < 2 || after.y < before.y - 50, `it stayed at ${after?.y}`);
  const prevented = (options) => septet.page.evaluate((options) => {
    const event = new WheelEvent('wheel', { deltaY: 100, clientX: 700, clientY: 300, bubbles: true, cancelable: true, ...options });
    document.getElementById('canvas').dispatchEvent(event);
    return event.defaultPrevented;
  }, options);
  assert.equal(await prevented({ ctrlKey: true }), false);
  assert.equal(await prevented({}), true);
});

test('browser shortcuts are left alone', async (t) => {
  const septet = await t.open();
  const taken = await septet.page.evaluate(() => [['r', { ctrlKey: true }], ['f', { ctrlKey: true }], ['+', { ctrlKey: true }], ['0', { ctrlKey: true }],
    ['l', { metaKey: true }], ['F5', {}], ['F12', {}], ['ArrowLeft', { altKey: true }], ['c', { ctrlKey: true }], ['Tab', {}]].filter(([key, options]) => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...options });
    document.body.dispatchEvent(event);
    return event.defaultPrevented;
  }).map(([key]) => key));
  assert.deepEqual(taken, []);
});

test('digits of the number pad are typed', async (t) => {
  const { septet, field } = await searchField(t);
  for (const digit of '407') await t.engine.numpad(septet.page, digit);
  await septet.settle();
  assert.equal(await field.inputValue(), '407');
});

test('copy and paste in a field', async (t) => {
  const { septet, field } = await searchField(t);
  await septet.keyboard.type('archer');
  await septet.key('ControlOrMeta+A', 'ControlOrMeta+C', 'End', 'ControlOrMeta+V');
  assert.equal(await field.inputValue(), 'archerarcher');
  if (t.engine.lacks.undo) await septet.page.evaluate(() => document.execCommand('undo'));
  else await septet.key('ControlOrMeta+Z');
  assert.equal(await field.inputValue(), 'archer');
  assert.match(await septet.fragment(), /find=archer$/);
});

test('Ctrl+C on a table gives its cells, divided by tabs', async (t) => {
  const septet = await t.open();
  await septet.openFiles(jsonFile('small.json', smallExport()));
  await septet.chooseRole('lead_nurturer');
  const cell = septet.get('rowheader', /^Contacted: \d+ entries/);
  await cell.focus();
  await septet.key('ControlOrMeta+C');
  const copied = await septet.clipboard();
  const lines = copied.split('\n').map((line) => line.split('\t'));
  assert.ok(lines.length >= 2, copied);
  const contacted = lines.find(([first]) => first.startsWith('Contacted:'));
  assert.ok(contacted?.length >= 3, copied);
  assert.ok(contacted.some((text) => /^Contacted: advanced \d+ of 41$/.test(text)), copied);
});

test('Chinese composition composes in the field and filters when it is done', async (t) => {
  const { septet, field } = await searchField(t);
  await t.engine.compose(septet.page, 'li');
  await septet.settle();
  assert.equal(await field.inputValue(), 'li', 'what is composed is seen in place');
  assert.doesNotMatch(await septet.fragment(), /find=/, 'and does not filter yet');
  const box = await field.boundingBox();
  assert.ok(box.width > 60 && box.height > 20, 'the field is where it is drawn');
  await t.engine.compositionEnd(septet.page, '李');
  await septet.settle();
  assert.equal(await field.inputValue(), '李');
  assert.equal(decodeURIComponent(await septet.fragment()).match(/find=([^&]*)/)[1], '李');
  const rows = await septet.page.locator('#semantics [data-id^="people.row."]').allTextContents();
  const names = rows.join().match(/李雷|Ann Archer/g) ?? [];
  assert.ok(names.includes('李雷') && !names.includes('Ann Archer'), names.join());
}, { needs: ['composition'] });

test('a key that was down when the window lost the focus is not stuck', async (t) => {
  const { septet, field } = await searchField(t);
  await septet.keyboard.down('Shift');
  await septet.page.evaluate(() => dispatchEvent(new Event('blur')));
  await septet.keyboard.up('Shift');
  await septet.settle();
  await septet.press(field);
  await septet.keyboard.type('a');
  await septet.settle();
  assert.equal(await field.inputValue(), 'a');
  const still = await septet.frames();
  await septet.page.waitForTimeout(1500);
  assert.ok(await septet.frames() - still <= 2, 'and nothing goes on being drawn');
});

test('a press that ends outside the window presses nothing', async (t) => {
  const septet = await t.open();
  const before = await septet.fragment();
  const box = await septet.place(septet.get('link', septet.say('nav_people')));
  await septet.mouse.move(box.x + 10, box.y + 10);
  await septet.mouse.down();
  await septet.mouse.move(900, 850);
  await septet.mouse.up();
  await septet.settle();
  assert.equal(await septet.fragment(), before);
});

for (const fragment of ['screen=roles', 'screen=handoffs', 'screen=conversations', 'screen=accounts']) {
  test(`whatever Tab comes to is in sight (${fragment})`, async (t) => {
    const septet = await t.open({ fragment });
    const lost = [];
    const been = new Set();
    for (let i = 0; i < 70; i++) {
      await septet.key('Tab');
      const at = await septet.page.evaluate(() => {
        const box = document.activeElement.getBoundingClientRect();
        return { id: document.activeElement.dataset.id, seen: box.width > 1 && box.bottom > 0 && box.top < innerHeight, said: document.activeElement === document.body };
      });
      if (at.said || been.has(at.id)) break;
      if (at.id) been.add(at.id);
      if (at.id && !at.seen) lost.push(at.id);
    }
    assert.ok(been.size > 20, `${been.size} stops`);
    assert.deepEqual(lost, []);
  }, { weight: 10, needs: ['otherStops'] });
}
