// Structure: the pictures of the teams are the figure's, and the guide's role is the view's.
import { assert, test, told } from './harness.mjs';

const node = (septet, id) => septet.page.locator(`#semantics [data-id="${id}"]`);

test('a team\'s picture has its carriers, and a press opens the person', async (t) => {
  const septet = await t.open({ language: 'en', fragment: 'screen=structure' });
  await septet.settle();
  const { rows } = await septet.ask({ figure: 'structure', by: ['team'] });
  const teams = rows.filter(({ kind }) => kind !== '');
  assert.ok(teams.length > 1);
  for (const [i, team] of teams.entries())
    for (const { person, stays } of team.carriers)
      assert.match(await told(node(septet, `carriers.${i}.${person}`)), new RegExp(`, ${stays.toLocaleString('en-GB')} stays`));
  const [{ person }] = teams[0].carriers;
  await septet.press(node(septet, `carriers.0.${person}`));
  assert.match(await septet.fragment(), new RegExp(`who=${person}`));
});

test('the guide turns to a role by the keyboard, and a link opens it there', async (t) => {
  const septet = await t.open({ language: 'zh', fragment: 'screen=structure' });
  await septet.settle();
  const tab = node(septet, 'guide.role.customer_support');
  await tab.focus();
  await septet.page.keyboard.press('Enter');
  await septet.settle();
  assert.equal(await septet.fragment(), 'screen=structure&role=customer_support');
  const does = await told(node(septet, 'guide.does.0'));
  assert.equal(does, septet.say('guide_does_customer_support'));
  const other = await t.open({ language: 'zh', fragment: await septet.fragment() });
  await other.settle();
  assert.equal(await told(node(other, 'guide.does.0')), does);
});
