// Hand-offs: the flow's table is the figure, a press narrows the queue, the keyboard reaches what the pointer does, and a link restores it.
import { assert, count, test, told } from './harness.mjs';

const node = (septet, id) => septet.page.locator(`#semantics [data-id="${id}"]`);
const pairOf = ({ from_role, to_role }) => `${from_role}>${to_role}`;

async function waitingPair(septet) {
  const { rows } = await septet.ask({ figure: 'handoffs', by: ['role'] });
  const steps = rows.filter((row) => row.waiting > 0 && row.from_role !== row.to_role);
  assert.ok(steps.length > 0);
  return steps.reduce((most, row) => (row.waiting > most.waiting ? row : most));
}

test('an arrow of the flow has the figure\'s hand-offs and what waits', async (t) => {
  const septet = await t.open({ language: 'en', fragment: 'screen=handoffs&hours=off' });
  await septet.settle();
  const row = await waitingPair(septet);
  const arrow = `flow.arrows.${pairOf(row)}`;
  assert.equal(await told(node(septet, `${arrow}.2`)), count(row.count));
  assert.equal(await told(node(septet, `${arrow}.4`)), count(row.waiting));
});

test('a pressed arrow narrows the queue, a link keeps it, and a second press frees it', async (t) => {
  const septet = await t.open({ language: 'en', fragment: 'screen=handoffs&hours=off' });
  await septet.settle();
  const row = await waitingPair(septet);
  const arrow = node(septet, `flow.arrows.${pairOf(row)}`);
  const before = await told(node(septet, 'queue.title'));
  await septet.press(arrow);
  await septet.settle();
  const queue = await septet.ask({ figure: 'queue', handed: { from: row.from_role, to: row.to_role } });
  assert.equal(queue.total, row.waiting);
  const title = await told(node(septet, 'queue.title'));
  assert.ok(title.startsWith(`${count(queue.total)} wait`), title);
  const other = await t.open({ language: 'en', fragment: await septet.fragment() });
  await other.settle();
  assert.equal(await told(node(other, 'queue.title')), title);
  await arrow.focus();
  await septet.page.keyboard.press('Enter');
  await septet.settle();
  assert.equal(await told(node(septet, 'queue.title')), before);
});
