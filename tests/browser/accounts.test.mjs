// Accounts: the list, one account's line with its hand-offs, and a call of it. What the screen says is what the engine answers.
import { assert, phone, test } from './harness.mjs';

const node = (septet, id) => septet.page.locator(`#semantics [data-id="${id}"]`);
const nodes = (septet, beginning) => septet.page.locator(`#semantics [data-id^="${beginning}"]`);
const textOf = (septet, id) => node(septet, id).textContent();
const count = (number) => number.toLocaleString('en-US');

/** An account of whose latest hand-offs it is known what the next owner had to know. */
async function talkedOf(septet) {
  const { rows: calls } = await septet.ask({ figure: 'call_list', spoken: true, limit: 1000 });
  const { rows } = await septet.ask({ figure: 'rows', filter: { deal: calls.map(({ deal }) => deal), stage: ['active'] }, limit: 1000 });
  for (const id of new Set(rows.map(({ account }) => account))) {
    const account = await septet.ask({ figure: 'account', account: id });
    if (account.handoffs.slice(-5).some(({ known }) => known.length > 0)) return account;
  }
  throw new Error('no account of the demo has a hand-off after a call with words');
}

for (const language of ['en', 'zh']) {
  test(`an account is searched and opens with its line, and a call of it opens (${language})`, async (t) => {
    const septet = await t.open({ language, fragment: 'screen=accounts' });
    const { total, silent, question } = await septet.ask({ figure: 'account_list' });
    assert.ok((await septet.outline()).includes(septet.say('accounts_title', count(total), count(silent), String(question.horizon_days))));
    const account = await talkedOf(septet);
    await septet.press(septet.get('searchbox', septet.say('accounts_search')));
    await septet.insert(account.name);
    await septet.settle();
    await septet.press(node(septet, `accounts.row.${account.id}`));
    assert.match(await septet.fragment(), new RegExp(`account=${account.id}(&|$)`));
    for (const [i, handoff] of account.handoffs.toReversed().slice(0, 5).entries()) {
      const told = await textOf(septet, `known.row.${i}`);
      assert.equal(await nodes(septet, `known.row.${i}.topic.`).count(), handoff.known.length, told);
    }
    assert.equal(await nodes(septet, 'account.line.stay.').count(), account.entries.filter(({ kind }) => kind === 'stay').length);
    const place = account.handoffs.toReversed().findIndex(({ known }) => known.length > 0);
    const [{ call, turn }] = account.handoffs.toReversed()[place].known;
    await septet.press(node(septet, `known.row.${place}.topic.0`));
    const fragment = await septet.fragment();
    assert.match(fragment, new RegExp(`screen=conversations.*call=${call}(&|$)`));
    if (turn > 0) assert.match(fragment, new RegExp(`turn=${turn}(&|$)`));
    await septet.back();
    assert.match(await septet.fragment(), new RegExp(`screen=accounts&account=${account.id}(&|$)`));
  });
}

test('the line comes back from its link, and on a phone a topic of a hand-off is tapped', async (t) => {
  const account = await talkedOf(await t.open({}));
  const septet = await t.open({ fragment: `screen=accounts&account=${account.id}`, viewport: phone, touch: true });
  assert.ok((await septet.outline()).includes(account.name));
  const width = await septet.page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= phone.width);
  assert.ok(await nodes(septet, 'happened.row.').count() >= Math.min(20, account.entries.length));
  const place = account.handoffs.toReversed().findIndex(({ known }) => known.length > 0);
  await septet.tap(node(septet, `known.row.${place}.topic.0`));
  assert.match(await septet.fragment(), /screen=conversations.*call=/);
});

for (const options of [{}, { viewport: phone, touch: true, language: 'zh' }]) {
  test(`the list is narrowed to those that the finding speaks of, ordered, in the link and undone (${options.touch ? 'phone, zh' : 'desk, en'})`, async (t) => {
    const septet = await t.open({ ...options, fragment: 'screen=accounts' });
    const press = (id) => (options.touch ? septet.tap(node(septet, id)) : septet.press(node(septet, id)));
    const { silent, all } = await septet.ask({ figure: 'account_list' });
    assert.ok(silent > 0 && silent < all);
    const { rows: first } = await septet.ask({ figure: 'account_list', limit: 12 });
    assert.deepEqual(first.map((row) => row.silent), first.map((_, i) => i < silent), 'those that need somebody stand first');
    assert.deepEqual(first.map(({ last_contact }) => last_contact).slice(0, silent), first.map(({ last_contact }) => last_contact).slice(0, silent).sort());
    await press('accounts.kept.silent');
    assert.equal(await septet.fragment(), 'screen=accounts&among=silent');
    const listed = await septet.ask({ figure: 'account_list', accounts: 'silent', limit: 12 });
    assert.equal(listed.total, silent);
    const shown = async () => (await nodes(septet, 'accounts.row.').evaluateAll((all) => all.map(({ dataset }) => dataset.id)))
      .map((id) => id.slice('accounts.row.'.length));
    assert.deepEqual(await shown(), listed.rows.map(({ id }) => id));
    assert.ok(listed.rows.every((row) => row.silent && row.open > 0));
    await press('accounts.head.calls');
    assert.equal(await septet.fragment(), 'screen=accounts&among=silent&order=calls');
    const { rows } = await septet.ask({ figure: 'account_list', accounts: 'silent', order: 'calls', limit: 12 });
    assert.deepEqual(await shown(), rows.map(({ id }) => id));
    await septet.back();
    await septet.back();
    assert.equal(await septet.fragment(), 'screen=accounts');
    const restored = await t.open({ ...options, fragment: 'screen=accounts&among=customers&order=-name' });
    const customers = await restored.ask({ figure: 'account_list', accounts: 'customers', order: 'name', turned: true, limit: 12 });
    assert.ok((await restored.outline()).includes(restored.say('accounts_title_customers', count(customers.total))));
  });
}

test('an account that is not there is said not to be', async (t) => {
  const septet = await t.open({ fragment: 'screen=accounts&account=nobody-knows' });
  assert.match(await septet.outline(), /nobody-knows/);
  await septet.press(septet.get('button', septet.say('accounts_back')));
  assert.equal(await septet.fragment(), 'screen=accounts');
});
