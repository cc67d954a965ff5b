// Conversations: the list, one call with its time line and transcript, search in what was said, rules with their places, and how turns
// are counted. What the screen says is what the engine answers.
import { assert, phone, test, until } from './harness.mjs';

const role = 'lead_nurturer';
const filter = { role: [role] };
const node = (septet, id) => septet.page.locator(`#semantics [data-id="${id}"]`);
const textOf = (septet, id) => node(septet, id).textContent();
const open = (t, options = {}) => t.open({ ...options, fragment: `screen=conversations&role=${role}${options.more ?? ''}` });
const count = (number) => number.toLocaleString('en-US');

for (const language of ['en', 'zh']) {
  test(`a call of the list opens with its time line and every turn (${language})`, async (t) => {
    const septet = await open(t, { language });
    const list = await septet.ask({ figure: 'call_list', filter, spoken: true, limit: 10 });
    assert.ok(list.total > 10);
    assert.ok((await septet.outline()).includes(septet.say('calls_title_spoken', count(list.total))));
    const first = list.rows[0];
    await septet.press(node(septet, `calls.row.${first.id}`));
    assert.match(await septet.fragment(), new RegExp(`call=${first.id}`));
    const call = await septet.ask({ figure: 'call', call: first.id });
    const said = await Promise.all(call.said.map((_, turn) => textOf(septet, `said.turn.${turn}`)));
    call.said.forEach(({ text }, turn) => assert.ok(said[turn].includes(text), `${turn}: ${said[turn]}`));
    const lanes = await septet.page.locator('#semantics [data-id^="call.lane."]').allTextContents();
    assert.equal(lanes.length, new Set(call.speech.map(({ side }) => side)).size);
    await septet.press(septet.get('button', septet.say('calls_back')));
    assert.equal(await septet.fragment(), `screen=conversations&role=${role}`);
  });

  test(`what was said is searched while one types, and a hit opens its turn (${language})`, async (t) => {
    const septet = await open(t, { language });
    const wanted = language === 'zh' ? '合同' : 'CONTRACT';
    await septet.press(septet.get('searchbox', septet.say('search_said')));
    await septet.insert(wanted);
    await septet.settle();
    const answer = await septet.ask({ figure: 'search', filter, text: wanted, limit: 10 });
    assert.ok(answer.turns > 0);
    assert.ok((await septet.outline()).includes(septet.say('search_title', count(answer.calls), count(answer.of_calls), count(answer.turns))));
    const hit = answer.hits[0];
    await septet.press(node(septet, 'calls.hit.0'));
    const fragment = await septet.fragment();
    assert.match(fragment, new RegExp(`call=${hit.call}`));
    if (hit.turn > 0) assert.match(fragment, new RegExp(`turn=${hit.turn}(&|$)`));
    assert.match((await textOf(septet, `said.turn.${hit.turn}`)).toLowerCase(), new RegExp(wanted.toLowerCase()));
  });
}

test('a place that shows a rule is gone to, also on a phone', async (t) => {
  for (const options of [{}, { viewport: phone, touch: true }]) {
    const septet = await open(t, { ...options, more: '&call=c317' });
    const { quality } = await septet.ask({ figure: 'call', call: 'c317' });
    const rule = quality.rules.findIndex(({ evidence }) => evidence.length > 0 && evidence[0].turn > 0);
    assert.ok(rule >= 0, 'some rule has a place in this call');
    const [{ turn }] = quality.rules[rule].evidence;
    const place = node(septet, `call.quality.rule.${rule}.evidence.0`);
    await (options.touch ? septet.tap(place) : septet.press(place));
    assert.match(await septet.fragment(), new RegExp(`turn=${turn}(&|$)`));
  }
});

test('other rules of counting give other figures, and go with the link', async (t) => {
  const septet = await open(t, { more: '&call=c317' });
  const note = await textOf(septet, 'call.note');
  const longer = await open(t, { more: '&call=c317&speech=300,1000,2,3,1000,500' });
  const [usual, other] = await Promise.all([{}, { silence_ms: 500 }].map((call_rules) => septet.ask({ figure: 'call', call: 'c317', call_rules })));
  assert.ok(other.silences.length > usual.silences.length);
  assert.notEqual(await textOf(longer, 'call.note'), note);
  assert.ok((await textOf(longer, 'call.note')).includes(String(other.silences.length)));
  const overview = await open(t);
  await overview.press(node(overview, 'calls.fold'));
  await overview.press(node(overview, 'speech.silence.less'));
  assert.match(await overview.fragment(), /speech=300,1000,2,3,1000,2500/);
});

test('a rule brings the calls that broke it, as many as it says, and one opens where it shows', async (t) => {
  const septet = await open(t, { viewport: { width: 1440, height: 2600 } });
  const { all } = await septet.ask({ figure: 'quality', filter });
  const rule = all.rules.find(({ id }) => id === 'no_forbidden_promises');
  const broken = rule.kept.of - rule.kept.hits;
  assert.ok(broken > 0);
  await septet.press(node(septet, 'quality.all'));
  await septet.press(node(septet, `quality.broken.${rule.id}`));
  assert.match(await septet.fragment(), /broken=no_forbidden_promises/);
  const { total, rows } = await septet.ask({ figure: 'call_list', filter, broken: rule.id });
  assert.equal(total, broken);
  await until('the list is those', async () =>
    await septet.page.locator('#semantics [data-id^="calls.row."][role=button], #semantics button[data-id^="calls.row."]').count() === Math.min(total, 10));
  await septet.press(node(septet, `calls.row.${rows[0].id}`));
  assert.match(await septet.fragment(), new RegExp(`call=${rows[0].id}(&.*)?turn=${rows[0].turn}`));
});

test('a day of the calendar brings its calls, as many as it says, goes with the link and is undone', async (t) => {
  const septet = await open(t);
  const days = await septet.ask({ figure: 'call_days', filter });
  const { total } = await septet.ask({ figure: 'call_list', filter, limit: 1 });
  assert.equal(days.days.reduce((sum, { calls }) => sum + calls, 0), days.total);
  assert.equal(days.total + days.untimed + days.later, total);
  const { day, calls } = days.days.at(-3);
  const after = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
  await septet.press(node(septet, `days.calendar.${day}`));
  assert.match(await septet.fragment(), new RegExp(`calls=all&days=${day}\\.\\.${after}(&|$)`));
  const list = await septet.ask({ figure: 'call_list', filter: { ...filter, entered: [day, after] }, limit: 1 });
  assert.equal(list.total, calls);
  await until('the list is of that day', async () => (await septet.outline()).includes(septet.say('calls_title_days', count(calls), await textOf(septet, 'days.chosen').then((said) => said.split(',')[0]))));
  await septet.press(node(septet, 'days.before'));
  assert.ok(!(await septet.fragment()).includes(`days=${day}`));
  await septet.back();
  assert.ok((await septet.fragment()).includes(`days=${day}`));
  await septet.press(node(septet, 'days.all'));
  assert.ok(!(await septet.fragment()).includes('days='));
});

test('the calendar is one stop for the keyboard, and the arrows go from day to day', async (t) => {
  const septet = await open(t);
  const { days } = await septet.ask({ figure: 'call_days', filter });
  // Of a weekday in the middle: neighbours on all sides.
  const { day } = days.findLast(({ day: one }) => new Date(one).getUTCDay() === 3 && one < days.at(-20).day);
  const moved = (by) => `days.calendar.${new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10)}`;
  const tile = node(septet, `days.calendar.${day}`);
  await tile.focus();
  // The shell scrolls it into sight.
  await until('the tile has its place', async () => (await tile.boundingBox())?.width > 1);
  await septet.settle();
  const focused = () => septet.page.evaluate(() => document.activeElement.dataset.id);
  for (const [key, id] of [['ArrowDown', moved(1)], ['ArrowUp', moved(0)], ['ArrowRight', moved(7)], ['ArrowLeft', moved(0)], ['ArrowUp', moved(-1)]]) {
    await septet.key(key);
    assert.equal(await focused(), id, key);
  }
  assert.equal(await septet.page.locator('#semantics [data-id^="days.calendar."][tabindex="0"]').count(), 1);
});

test('on a phone a week is tapped, and its calls are listed', async (t) => {
  const septet = await open(t, { viewport: phone, touch: true });
  const { days } = await septet.ask({ figure: 'call_days', filter });
  const monday = new Date(Date.parse(days.at(-20).day));
  monday.setUTCDate(monday.getUTCDate() - (monday.getUTCDay() + 6) % 7);
  const first = monday.toISOString().slice(0, 10), after = new Date(+monday + 7 * 86_400_000).toISOString().slice(0, 10);
  await septet.tap(node(septet, `days.calendar.${first}`));
  assert.match(await septet.fragment(), new RegExp(`days=${first}\\.\\.${after}(&|$)`));
  const said = days.filter(({ day }) => day >= first && day < after).reduce((sum, { calls }) => sum + calls, 0);
  assert.ok((await textOf(septet, 'days.chosen')).includes(count(said)));
});

test('a call leads to its account, and the account back to the call', async (t) => {
  const septet = await open(t, { more: '&call=c317' });
  const { account } = await septet.ask({ figure: 'call', call: 'c317' });
  assert.ok(account);
  await septet.press(node(septet, 'call.account'));
  assert.match(await septet.fragment(), new RegExp(`screen=accounts.*account=${account}(&|$)`));
  assert.ok(!(await septet.fragment()).includes('call='));
  const { entries } = await septet.ask({ figure: 'account', account });
  assert.ok(entries.some(({ call }) => call === 'c317'));
  const row = entries.toReversed().findIndex(({ call }) => call === 'c317');
  await septet.press(node(septet, `happened.row.${row}`));
  assert.match(await septet.fragment(), /call=c317(&|$)/);
});

test('a call that is not there is said not to be', async (t) => {
  const septet = await open(t, { more: '&call=nobody-knows' });
  assert.match(await septet.outline(), /nobody-knows/);
  await septet.press(septet.get('button', septet.say('calls_back')));
  assert.equal(await septet.fragment(), `screen=conversations&role=${role}`);
});

test('people on the range are chosen, and their coaching stands below', async (t) => {
  const septet = await open(t);
  const { rows } = await septet.ask({ figure: 'calls', by: ['person'], filter });
  // The one who stands most apart: a press in the crowd may be the neighbour's.
  const told = rows.filter(({ person: id, timed }) => id && timed >= 10)
    .map(({ person: id, measures }) => ({ person: id, mean: measures.find((one) => one.id === 'talk_ratio').mean }));
  const room = ({ person: id, mean }) => Math.min(...told.filter((other) => other.person !== id).map((other) => Math.abs(other.mean - mean)));
  const { person } = told.reduce((a, b) => (room(b) > room(a) ? b : a));
  await septet.press(node(septet, `calls.ranges.strips.talk_ratio.${person}`));
  assert.match(await septet.fragment(), new RegExp(`who=${person}`));
  const { roles } = await septet.ask({ figure: 'coaching', filter: { role: [role], person: [person] } });
  const { hear } = roles.find(({ role: id }) => id === role).people[0];
  assert.equal(await septet.page.locator('#semantics [data-id^="coaching.hear."]').count(), hear.length);
});
