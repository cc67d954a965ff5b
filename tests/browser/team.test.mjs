// Team, Structure and Accounts: what the engine answers stands on the page, and a what-if goes with the link.
import { assert, test, told } from './harness.mjs';

const rows = (septet, card) => septet.page.locator(`#semantics [data-id^="${card}.row."]`);
const row = (septet, card, number) => septet.page.locator(`#semantics [data-id="${card}.row.${number}"]`);

test('Team tells five answers with the engine\'s figures, and each leads on', async (t) => {
  const septet = await t.open({ fragment: '' });
  const title = (card) => told(septet.page.locator(`#semantics [data-id="team.${card}.title"]`));
  const forecast = await septet.ask({ figure: 'forecast' });
  assert.equal(forecast.refused, '');
  assert.match(await title('number'), new RegExp(`${Math.round(forecast.chance * 100)}\\s%`));
  const constraint = await septet.ask({ figure: 'constraint' });
  const name = septet.say(`role_${constraint.by_wait}`);
  assert.ok((await title('chain')).startsWith(name), await title('chain'));
  const { roles } = await septet.ask({ figure: 'summary' });
  assert.equal(await septet.page.locator('#semantics [data-id^="team.roles."][role=cell]').count(), roles.length);
  const chain = await septet.ask({ figure: 'chain' });
  assert.equal(await rows(septet, 'team.change').count(), chain.rows.length + 2);
  assert.match(await title('change'), new RegExp(`\\b${chain.won_after}\\b`));
  const defects = await septet.ask({ figure: 'defects' });
  assert.match(await title('trust'), new RegExp(`\\b${defects.rows.length}\\b`));
  for (const [card, fragment] of [['number', 'screen=roles&role=sales_manager'], ['stuck', 'screen=handoffs'], ['trust', 'screen=data']]) {
    await septet.page.evaluate(() => { location.hash = ''; });
    await septet.settle();
    await septet.press(septet.page.locator(`#semantics [data-id="team.${card}.title"]`));
    assert.equal(await septet.fragment(), fragment, 'the card\'s face is the door');
  }
});

test('a role opened from Team by the keyboard is read from its beginning', async (t) => {
  const septet = await t.open({ fragment: '' });
  await septet.page.locator('#semantics [data-id="team.roles.closer"]').focus();
  await septet.key('Enter');
  assert.match(await septet.fragment(), /^screen=roles&role=closer$/);
  assert.equal(await septet.page.evaluate(() => document.activeElement.getAttribute('role') ?? document.activeElement.tagName), 'MAIN');
  await septet.key('Tab');
  assert.ok(await septet.page.evaluate(() => document.activeElement.closest('main') !== null && document.activeElement.tabIndex === 0));
});

test('the sales manager\'s page tells the whole chain', async (t) => {
  const septet = await t.open({ fragment: 'screen=roles&role=sales_manager' });
  const forecast = await septet.ask({ figure: 'forecast' });
  assert.match(await told(row(septet, 'forecast', 0)), new RegExp(`\\b${forecast.won}\\b`));
  const constraint = await septet.ask({ figure: 'constraint' });
  assert.equal(await rows(septet, 'constraint').count(), constraint.rows.length);
  const chain = await septet.ask({ figure: 'chain' });
  assert.equal(await rows(septet, 'chain').count(), chain.rows.length + 1);
});

test('a what-if is moved by its buttons, and a link opens it moved', async (t) => {
  const septet = await t.open({ fragment: 'screen=roles&role=sales_manager' });
  await septet.settle();
  await septet.press(septet.page.locator('#semantics [data-id="what_if.closer.conversion.more"]'));
  await septet.settle();
  assert.match(await septet.fragment(), /move=closer,110,100,0/);
  const moved = await septet.ask({ figure: 'what_if', scenario: [{ role: 'closer', conversion: 1.1 }] });
  const title = await told(septet.page.locator('#semantics [data-id="what_if.title"]'));
  assert.ok(title.includes(moved.a_month.moved.toFixed(1)), title);
  const other = await t.open({ fragment: await septet.fragment() });
  await other.settle();
  assert.equal(await told(other.page.locator('#semantics [data-id="what_if.title"]')), title);
});

test('Structure and Accounts have a row for every team, manager and keeper', async (t) => {
  const septet = await t.open({ fragment: 'screen=structure' });
  await septet.settle();
  const structure = await septet.ask({ figure: 'structure', by: ['team'] });
  assert.equal(await rows(septet, 'structure').count(), structure.rows.length + 1);
  const { rows: managers } = await septet.ask({ figure: 'organisation' });
  assert.ok(managers.length > 3);
  assert.equal(await rows(septet, 'organisation').count(), managers.length);
  await septet.go('accounts');
  const retention = await septet.ask({ figure: 'retention' });
  assert.equal(retention.refused, '');
  assert.match(await told(septet.page.locator('#semantics [data-id="retention.title"]')), new RegExp(`\\b${retention.total.kept.hits}\\b`));
});
