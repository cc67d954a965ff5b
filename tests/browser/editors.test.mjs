// The editors of topics and quality rules: what is changed on screen is what the engine answers with the same change, goes with the
// link, and is refused in words where no rule could say it.
import { assert, phone, test } from './harness.mjs';

const role = 'lead_nurturer';
const filter = { role: [role] };
const node = (septet, id) => septet.page.locator(`#semantics [data-id="${id}"]`);
const textOf = (septet, id) => node(septet, id).textContent();
/** With every topic and rule and the editors in sight, from above to below: a link's changes bring the editors, else they are behind the fold. */
async function open(t, options = {}) {
  const septet = await t.open({ ...options, fragment: `screen=conversations&role=${role}${options.more ?? ''}` });
  for (const id of ['topics.all', 'quality.all', 'calls.fold']) {
    const button = node(septet, id);
    if (!await button.count() || await button.getAttribute('aria-expanded') === 'true') continue;
    await (options.touch ? septet.tap(button) : septet.press(button));
  }
  return septet;
}
/** What the list of rules says of this one. */
async function ruleRow(septet, id) {
  const { all } = await septet.ask({ figure: 'quality', filter });
  const { name_en } = all.rules.find((rule) => rule.id === id);
  return (await septet.page.locator('#semantics [data-id^="quality.row."]').allTextContents()).find((row) => row.startsWith(name_en));
}
const link = (changes) => encodeURIComponent(JSON.stringify(changes)).replaceAll('*', '%2A').replaceAll('!', '%21').replaceAll("'", '%27');

async function type(septet, id, text) {
  await septet.press(node(septet, id));
  await septet.keyboard.press('Control+A');
  await septet.insert(text);
  await septet.settle();
}
async function topics(septet) {
  const rows = await septet.page.locator('#semantics [data-id^="topics.row."]').allTextContents();
  return rows.join('\n');
}
const share = async (septet, topic_changes) => {
  const { all } = await septet.ask({ figure: 'topics', filter, ...(topic_changes && { topic_changes }) });
  return all.topics.find(({ id }) => id === 'price')?.rate.hits;
};

for (const options of [{}, { viewport: phone, touch: true, language: 'zh' }]) {
  const where = options.touch ? 'zh, on a phone' : 'en';
  test(`a phrase more, and a topic less, change the topics at once and go with the link (${where})`, async (t) => {
    const septet = await open(t, options);
    const press = (id) => (options.touch ? septet.tap(node(septet, id)) : septet.press(node(septet, id)));
    const [phrase, language] = options.touch ? ['我们', 'zh'] : ['we', 'en'];
    const before = await topics(septet);
    await press('words.topic.price');
    await type(septet, 'words.add', phrase);
    await press('words.add.do');
    const changes = { price: { phrases: { add: [phrase] } } };
    assert.ok((await septet.fragment()).includes(`topics=${link(changes)}`), await septet.fragment());
    assert.ok(await share(septet, changes) > await share(septet), 'it is said in calls');
    const after = await topics(septet);
    assert.notEqual(after, before);
    const restored = await open(t, { ...options, language, more: `&topics=${link(changes)}` });
    assert.equal(await topics(restored), after);
    await press(`words.word.${phrase}`);
    assert.equal(await septet.fragment(), `screen=conversations&role=${role}`);
    assert.equal(await topics(septet), before);
    await press('words.remove');
    assert.ok((await septet.fragment()).includes(`topics=${link({ price: null })}`));
    assert.notEqual(await topics(septet), before);
    await press('words.put_back.price');
    assert.equal(await topics(septet), before);
  }, { weight: 8 });
}

test('a rule with fewer seconds is kept less often, by the keyboard alone', async (t) => {
  const septet = await open(t);
  const quality = async (rule_changes) => (await septet.ask({ figure: 'quality', filter, ...(rule_changes && { rule_changes }) })).all.rules[0];
  const before = await ruleRow(septet, 'opening');
  const enter = async (id) => {
    await node(septet, id).focus();
    await septet.keyboard.press('Enter');
    await septet.settle();
  };
  await enter('book.rule.opening');
  await enter('book.when.first_s');
  await septet.keyboard.press('Control+A');
  await septet.insert('1');
  await septet.settle();
  await enter('book.apply');
  const changes = { en: { opening: { when: { first_s: 1 } } } };
  assert.ok((await septet.fragment()).includes(`rules=${link(changes)}`), await septet.fragment());
  const [usual, strict] = [await quality(), await quality(changes)];
  assert.ok(strict.kept.hits < usual.kept.hits, `${strict.kept.hits} of ${usual.kept.hits}`);
  const after = await ruleRow(septet, 'opening');
  assert.notEqual(after, before);
  assert.ok(after.includes(strict.kept.hits.toLocaleString('en-US')), after);
  await septet.press(node(septet, 'book.back'));
  assert.equal(await ruleRow(septet, 'opening'), before);
});

for (const language of ['en', 'zh']) {
  test(`a rule that names itself, or has no phrases, is refused in words (${language})`, async (t) => {
    const septet = await open(t, { language });
    await septet.press(node(septet, 'book.rule.opening'));
    await septet.press(node(septet, 'book.when.kind'));
    await septet.press(node(septet, 'book.when.kind.2'));
    assert.equal(await textOf(septet, 'book.error'), septet.say('error_rule_cycle', 'opening'));
    assert.ok(await node(septet, 'book.apply').isDisabled());
    await septet.press(node(septet, 'book.close'));
    await septet.press(node(septet, 'book.new'));
    assert.equal(await textOf(septet, 'book.error'), septet.say('error_missing_field'));
    await type(septet, 'book.when.add', language === 'zh' ? '周一，周二' : 'on monday, on tuesday');
    await septet.press(node(septet, 'book.when.add.do'));
    assert.equal(await node(septet, 'book.error').count(), 0);
    await septet.press(node(septet, 'book.apply'));
    assert.match(await septet.fragment(), /rules=.*own_1/);
    const rows = await septet.page.locator('#semantics [data-id^="quality.row."]').allTextContents();
    assert.ok(rows.some((row) => row.includes(septet.say('book_new'))), rows.join('\n'));
  });
}

test('changes of a link that make no rules are said, and taken back', async (t) => {
  for (const changes of ['{"en":{"opening":{"when":{"phrases":null,"by":null,"first_s":null,"rule":"opening"}}}}', '[[[[', 'x'.repeat(9000)]) {
    const septet = await open(t, { more: `&rules=${encodeURIComponent(changes)}` });
    assert.equal(await node(septet, 'quality.row.0').count(), 0);
    await septet.press(node(septet, 'book.back'));
    assert.equal(await septet.fragment(), `screen=conversations&role=${role}`);
    assert.equal(await node(septet, 'quality.row.0').count(), 1);
  }
});
