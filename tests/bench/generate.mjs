// A made-up export of any size in the Septet format, the same bytes every time: one team in seven roles, deals with their
// stage history, payments. As a command: node tests/bench/generate.mjs MEGABYTES FILE [PEOPLE]
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const stages = [
  ['lead', '线索', 'Lead', 'lead_generator'], ['verified', '已核实', 'Verified', 'lead_generator'],
  ['contacted', '已联系', 'Contacted', 'lead_nurturer'], ['interested', '有意向', 'Interested', 'lead_nurturer'],
  ['qualified', '已确认', 'Qualified', 'lead_nurturer'], ['proposal', '已报价', 'Proposal', 'closer'],
  ['negotiation', '谈判', 'Negotiation', 'closer'], ['won', '成交', 'Won', 'closer', 'won'],
];
const sources = ['search ads', 'content', 'trade fair', 'partner', 'referral', '微信', 'cold list', 'webinar'];
const segments = ['enterprise', 'mid-market', 'small business'];
const regions = ['华东', '华南', '华北', 'west'];
const start = Date.UTC(2025, 0, 1);
const end = Date.UTC(2026, 8, 18);

/** mulberry32 */
export function randomizer(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const iso = (ms) => `${new Date(ms + 8 * 3600_000).toISOString().slice(0, 19)}+08:00`;

/**
 * The text in pieces of about a megabyte, at least `bytes` long altogether (Chinese letters count threefold): one object,
 * or one record a line.
 */
export function* exportPieces(bytes, { lines = false, people = 400 } = {}) {
  const random = randomizer(1);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const roles = [...new Set(stages.map((stage) => stage[3])), 'customer_support', 'account_manager', 'sales_manager', 'marketer'];
  const head = {
    septet: 1, name: 'Benchmark', exported_at: iso(end), timezone: 'Asia/Shanghai', currency: 'CNY',
    stages: stages.map(([id, zh, en, role, outcome]) => ({ id, name: { zh, en }, role, ...outcome && { outcome } })),
    people: Array.from({ length: people }, (_, index) => (
      { id: `p${index}`, name: `Person ${index}`, roles: [roles[index % roles.length]], team: `team ${index % 12}` })),
  };
  let text = `${JSON.stringify(head).slice(0, -1)},"deals":[\n`;
  if (lines) {
    const { stages: stageList, people: peopleList, ...meta } = head;
    text = [{ type: 'meta', ...meta }, ...stageList.map((stage) => ({ type: 'stage', ...stage })),
      ...peopleList.map((person) => ({ type: 'person', ...person })), ''].map((record) => record && JSON.stringify(record)).join('\n');
  }
  let written = 0;
  const owner = (role) => {
    const at = roles.indexOf(role);
    return `p${at + roles.length * Math.floor(random() * Math.floor((people - at) / roles.length))}`;
  };
  for (let index = 0; written + text.length < bytes; index++) {
    const created = start + random() * (end - start);
    let at = created;
    let stage = random() < 0.1 ? 2 : 0;
    let status = 'open';
    const history = [];
    for (;;) {
      const [id, , , role, outcome] = stages[stage];
      const touched = at + random() * 86_400_000;
      history.push({ stage: id, at: iso(at), owner: owner(role), assigned_at: iso(at), first_touch_at: iso(touched) });
      if (outcome) {
        status = 'won';
        break;
      }
      const step = random();
      at += 3600_000 + random() * 20 * 86_400_000;
      if (at > end) break;
      if (step < 0.16) {
        status = random() < 0.9 ? 'lost' : 'left';
        break;
      }
      if (step < 0.22 && stage > 0) stage--;
      else stage += step > 0.95 && stage < 6 ? 2 : 1;
    }
    const deal = {
      ...lines && { type: 'deal' },
      id: `D-${100000 + index}`, account: `a${Math.floor(index / 2)}`, name: `${pick(regions)} ${index} 有限公司`, source: pick(sources),
      campaign: `campaign ${index % 37}`, segment: pick(segments), value: Math.round(random() * 400_000), currency: 'CNY',
      created_at: iso(created), status, ...status !== 'open' && { closed_at: iso(Math.min(at, end)) },
      ...status === 'lost' && { lost_reason: pick(['price', 'timing', 'competitor', '预算']) }, history,
    };
    text += `${index && !lines ? ',\n' : ''}${JSON.stringify(deal)}${lines ? '\n' : ''}`;
    if (text.length > 1e6) {
      written += text.length;
      yield text;
      text = '';
    }
  }
  yield lines ? text : `${text}\n]}\n`;
}

export async function writeExport(file, bytes, options) {
  const out = createWriteStream(file);
  for (const piece of exportPieces(bytes, options)) if (!out.write(piece)) await once(out, 'drain');
  out.end();
  await once(out, 'finish');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeExport(process.argv[3], Number(process.argv[2]) * 1e6, { people: Number(process.argv[4] ?? 400) });
