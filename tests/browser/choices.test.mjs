// What is chosen beside filters – working hours, a manager's people, a path, two groups – shapes the figures, goes with the link and is
// taken back, by the mouse and by going back.
import { assert, phone, test } from './harness.mjs';

const button = (septet, key) => septet.get('button', septet.say(key));
const panelOf = (septet) => septet.get('dialog', septet.say('add_filter'));
const noteOf = (septet, id) => septet.page.locator(`#semantics [data-id="${id}"]`).textContent();

/** A calendar from Monday to Friday, as the page says it. */
function hoursOf(septet, { hours, holidays = [], extra_days: extra = [] }) {
  const told = septet.say('hours_words', String(hours[0]), String(hours[1]), `${septet.say('weekday_1')}–${septet.say('weekday_5')}`);
  return told + (holidays.length ? septet.say('hours_holidays_count', String(holidays.length)) : '')
    + (extra.length ? septet.say('hours_extra_count', String(extra.length)) : '');
}

for (const language of ['en', 'zh']) {
  test(`the data's working hours hold, are switched off, written anew, and taken back (${language})`, async (t) => {
    const septet = await t.open({ language, fragment: 'screen=handoffs' });
    const { calendar } = await septet.ask({ figure: 'summary' });
    assert.ok((await noteOf(septet, 'flow.foot')).includes(septet.say('hours_basis', hoursOf(septet, calendar), '9')));
    await septet.press(button(septet, 'hours_calendar'));
    assert.equal(await septet.fragment(), 'screen=handoffs&hours=off');
    assert.ok((await noteOf(septet, 'flow.foot')).includes(septet.say('hours_calendar')));
    await septet.press(button(septet, 'hours_working'));
    assert.equal(await septet.fragment(), 'screen=handoffs');
    await septet.press(septet.page.locator('#semantics [data-id="flow.hours.change"]'));
    const panel = panelOf(septet);
    const write = async (key, text) => {
      await septet.press(septet.get('textbox', septet.say(key), panel));
      await septet.keyboard.press('Control+A');
      await septet.insert(text);
      await septet.settle();
    };
    await write('hours_holidays', '2026-10-01 2026-10-32');
    assert.equal(await noteOf(septet, 'filters.hours.holidays.wrong'), septet.say('hours_days_wrong', '2026-10-32'));
    assert.equal(await septet.fragment(), 'screen=handoffs');
    await write('hours_holidays', '2026-10-01 2026-10-02');
    await write('hours_extra', '2026-10-10');
    await septet.press(septet.get('button', septet.say('weekday_6'), panel));
    const fragment = 'screen=handoffs&hours=9-18-123456&holidays=2026-10-01,2026-10-02&extra=2026-10-10';
    assert.equal(await septet.fragment(), fragment);
    const fresh = await t.open({ language, fragment });
    assert.equal(await noteOf(fresh, 'flow.foot'), await noteOf(septet, 'flow.foot'));
    await septet.back();
    assert.equal(await septet.fragment(), 'screen=handoffs');
  }, { weight: 6 });
}

test('the arrows turn the filters\' pages without Enter', async (t) => {
  const septet = await t.open({ fragment: 'screen=roles' });
  await septet.press(button(septet, 'add_filter'));
  const tabs = panelOf(septet).locator('[role=tab]');
  const first = await tabs.first().textContent();
  await tabs.first().focus();
  await septet.key('ArrowDown');
  const now = panelOf(septet).locator('[role=tab][aria-selected=true]');
  assert.equal(await now.textContent(), await tabs.nth(1).textContent());
  assert.notEqual(await now.textContent(), first);
  assert.equal(await septet.page.evaluate(() => document.activeElement.textContent), await now.textContent(), 'the focus is on it');
  assert.equal(await septet.fragment(), 'screen=roles');
});

test('a manager stands for everybody under him, and counts as the engine does', async (t) => {
  const septet = await t.open({ fragment: 'screen=people' });
  const summary = await septet.ask({ figure: 'summary' });
  const manager = summary.people.find(({ id }) => summary.people.some((person) => person.manager === id));
  await septet.press(button(septet, 'add_filter'));
  await septet.press(septet.get('tab', septet.say('filter_manager'), panelOf(septet)));
  await septet.press(septet.page.locator(`#semantics [data-id="filters.option.${manager.id}"]`));
  assert.equal(await septet.fragment(), `screen=people&manager=${encodeURIComponent(manager.id)}`);
  assert.match(await septet.outline(), new RegExp(septet.say('manager_team', manager.name)));
  const [all, under] = [await septet.ask({ figure: 'ledger' }), await septet.ask({ figure: 'ledger', filter: { manager: [manager.id] } })];
  assert.ok(under.total.entries < all.total.entries);
});

test('a path and a comparison of two sources are chosen on the conversion card, also on a phone', async (t) => {
  for (const viewport of [undefined, phone]) {
    const septet = await t.open({ ...(viewport && { viewport, touch: true }) });
    const { stages, sources } = await septet.ask({ figure: 'summary' });
    const funnel = stages.filter((stage) => stage.outcome !== 'lost');
    const [from, to] = [funnel[1], funnel[4]];
    await septet.press(button(septet, 'path_choose'));
    const option = (list, id) => septet.page.locator(`#semantics [data-id="filters.${list}.${id}"]`);
    await septet.press(option('path.from', from.id));
    await septet.press(option('path.to', to.id));
    assert.equal(await septet.fragment(), `screen=roles&path=${from.id},${to.id}`);
    await septet.key('Escape');
    await septet.press(button(septet, 'versus_choose'));
    const [one, other] = sources.filter((name) => name);
    await septet.press(option('versus.first', one));
    await septet.press(option('versus.second', other));
    await septet.key('Escape');
    const answer = await septet.ask({ figure: 'conversion', from_stage: from.id, to_stage: to.id, filter: { source: [one] }, against: { source: [other] } });
    const [row] = answer.rows;
    const shown = await septet.page.locator('#semantics [data-id="roles.versus.first"]').first().textContent()
      || await septet.page.locator('#semantics [data-id="roles.versus.first"]').first().getAttribute('aria-label');
    assert.ok(shown.includes((row.advance.estimate * 100).toFixed(1)), `${shown}: ${row.advance.estimate}`);
    await septet.back();
    assert.equal(await septet.fragment(), `screen=roles&path=${from.id},${to.id}`);
  }
}, { weight: 6 });
