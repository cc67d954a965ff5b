// Getting about: the box that finds things, undo and redo beside the browser's back, the list of keys, the tour.
import { assert, phone, test, until } from './harness.mjs';

const box = (septet) => septet.get('dialog', septet.say('search_or_go'));

async function find(septet, text) {
  await septet.key('Control+k');
  await box(septet).waitFor({ state: 'attached' });
  await septet.keyboard.type(text);
  await septet.settle();
}

const chosen = (septet) => box(septet).locator('[role=option][aria-selected=true]');

test('a Chinese name is found by the initials of its pinyin, in whole and in part', async (t) => {
  const septet = await t.open({ language: 'zh' });
  for (const text of ['cyt', 'yt', '陈雨']) {
    await find(septet, text);
    // What begins so stands before what has it inside.
    const found = text === 'yt' ? septet.get('option', /^陈雨桐/, box(septet)).first() : chosen(septet);
    assert.match(await found.textContent(), /^陈雨桐/, text);
    await septet.key('Escape');
    assert.equal(await box(septet).count(), 0);
  }
  for (const [text, name] of [['zfy', /^曾凡宇/], ['omy', /^区敏仪/], ['hzdq', /华中大区/]]) {
    await find(septet, text);
    assert.match(await chosen(septet).textContent(), name, text);
    await septet.key('Escape');
  }
  await find(septet, 'cyt');
  await septet.key('Enter');
  const { people } = await septet.ask({ figure: 'summary' });
  const person = people.find(({ name }) => name === '陈雨桐');
  assert.match(await septet.fragment(), new RegExp(`screen=people.*who=${person.id}$`));
  assert.equal(await box(septet).count(), 0);
}, { weight: 5 });

test('an account is found by the initials of its pinyin, too', async (t) => {
  const septet = await t.open({ language: 'zh', fragment: 'screen=accounts' });
  const { rows: [account] } = await septet.ask({ figure: 'account_list', text: '桐津', limit: 1 });
  assert.equal(account.name, '桐津机电');
  await find(septet, 'tjjd');
  await until('the engine has found it', async () => (await chosen(septet).textContent()).startsWith(account.name));
  await septet.key('Enter');
  assert.match(await septet.fragment(), new RegExp(`account=${account.id}`));
}, { weight: 4 });

test('arrows, Home, End and Enter choose; the count is said; the focus comes back', async (t) => {
  const septet = await t.open();
  const share = septet.get('button', septet.say('share'));
  await share.focus();
  await septet.keyboard.press('/');
  await septet.settle();
  assert.equal((await septet.focused()).role, 'searchbox');
  const names = await septet.get('option', undefined, box(septet)).allTextContents();
  assert.ok(names.length > 20 && names.length <= 50, `${names.length} rows`);
  await septet.key('ArrowDown', 'ArrowDown');
  assert.equal(await chosen(septet).textContent(), names[2]);
  const active = () => septet.page.evaluate(() => document.activeElement.ariaActiveDescendantElement?.textContent);
  assert.equal(await active(), names[2]);
  await septet.key('End');
  assert.equal(await chosen(septet).textContent(), names.at(-1));
  await septet.key('Home');
  await septet.keyboard.type('people');
  await septet.settle();
  assert.equal(await chosen(septet).textContent(), `${septet.say('nav_people')} ${septet.say('find_screen')}`);
  const found = await septet.get('option', undefined, box(septet)).count();
  assert.equal(await septet.get('status', undefined, box(septet)).textContent(), septet.say('find_count', String(found)));
  await septet.key('Escape');
  assert.equal((await septet.focused()).name, septet.say('share'));
  await septet.key('Control+k');
  await septet.keyboard.type('people');
  await septet.settle();
  await septet.key('Enter');
  assert.equal(await septet.fragment(), 'screen=people');
}, { weight: 4 });

test('an account, a filter and a period are reached from the keyboard and by a press', async (t) => {
  const septet = await t.open();
  const { rows: [account] } = await septet.ask({ figure: 'account_list', limit: 1 });
  await find(septet, account.name);
  await until('the account is found', async () => (await chosen(septet).textContent()).startsWith(account.name));
  await septet.key('Enter');
  assert.match(await septet.fragment(), /^screen=accounts&account=/);
  const { sources } = await septet.ask({ figure: 'summary' });
  const source = sources.find((name) => name);
  await find(septet, source);
  await septet.press(septet.get('option', `${source} ${septet.say('filter_source')}`, box(septet)));
  assert.match(await septet.fragment(), /source=/);
  await find(septet, septet.say('period_quarter'));
  await septet.key('Enter');
  assert.match(await septet.fragment(), /entered=/);
}, { weight: 5 });

test('undo and redo take back filters, sorting and typing, and agree with the browser\'s back', async (t) => {
  const septet = await t.open();
  const undo = septet.get('button', new RegExp(`^${septet.say('undo')}`));
  assert.equal(await undo.getAttribute('aria-disabled'), 'true');
  await septet.go('people');
  const field = septet.get('searchbox', septet.say('search_people'));
  await septet.press(field);
  await septet.keyboard.type('an');
  await septet.settle();
  assert.match(await septet.fragment(), /find=an/);
  // In a field Ctrl+Z is the field's own.
  await septet.page.evaluate(() => document.activeElement.blur());
  await septet.key('Control+z');
  assert.equal(await septet.fragment(), 'screen=people');
  await septet.key('Control+z');
  await until('back on Roles', async () => await septet.fragment() === 'screen=roles');
  await septet.settle();
  assert.equal(await undo.getAttribute('aria-disabled'), 'true');
  await septet.key('Control+z');
  assert.equal(await septet.fragment(), 'screen=roles');
  await septet.key('Control+y');
  await until('People again', async () => await septet.fragment() === 'screen=people');
  await septet.settle();
  await septet.key('Control+Shift+Z');
  assert.match(await septet.fragment(), /find=an/);
  await septet.page.goBack();
  await septet.settle();
  assert.equal(await septet.fragment(), 'screen=roles', 'back leaves the screen at once');
  await septet.page.goForward();
  await septet.settle();
  assert.match(await septet.fragment(), /find=an/);
  await septet.press(undo);
  assert.equal(await septet.fragment(), 'screen=people');
  await septet.press(undo);
  await until('back on Roles', async () => await septet.fragment() === 'screen=roles');
}, { weight: 5 });

test('? lists the keys, Esc closes the list', async (t) => {
  const septet = await t.open();
  await septet.keyboard.press('?');
  await septet.settle();
  const dialog = septet.get('dialog', septet.say('keys'));
  assert.ok(await septet.get('listitem', undefined, dialog).count() > 10);
  await septet.key('Escape');
  assert.equal(await dialog.count(), 0);
  await septet.press(septet.get('button', new RegExp(`^${septet.say('keys')}`)));
  assert.equal(await dialog.count(), 1);
});

test('the tour is shown at the first visit only, and never on a shared link', async (t) => {
  const septet = await t.open({ firstVisit: true, fragment: '' });
  const tour = septet.get('region', septet.say('tour'));
  assert.equal(await tour.count(), 1);
  await septet.press(septet.get('button', septet.say('tour_next'), tour));
  await septet.told(`${septet.say('tour_step', '2', '5')}: ${septet.say('tour_chain')}`);
  await septet.key('Escape');
  assert.equal(await tour.count(), 0);
  await septet.page.reload();
  await septet.ready();
  assert.equal(await tour.count(), 0);
  await find(septet, septet.say('tour_start'));
  await septet.key('Enter');
  assert.equal(await tour.count(), 1);
  const shared = await t.open({ firstVisit: true, fragment: 'screen=people' });
  assert.equal(await shared.get('region', shared.say('tour')).count(), 0);
}, { weight: 5 });

test('on a phone: found by touch, undone from the menu', async (t) => {
  const septet = await t.open({ language: 'zh', viewport: phone, touch: true });
  await septet.tap(septet.get('button', septet.say('search_or_go')));
  assert.equal((await septet.focused()).role, 'searchbox');
  await septet.keyboard.type('ry');
  await septet.settle();
  await septet.tap(chosen(septet));
  assert.equal(await septet.fragment(), 'screen=people');
  await septet.tap(septet.get('button', septet.say('more')));
  await septet.tap(septet.get('button', septet.say('undo')));
  await until('back on Roles', async () => await septet.fragment() === 'screen=roles');
}, { weight: 4 });
