// Small exports in the Septet format, as objects and as text, and files that are not ones.
import { gzipSync } from 'node:zlib';

const day = (index, hour = 9) => new Date(Date.UTC(2026, 0, 1 + index, hour)).toISOString().replace('.000', '');

/** Forty-one deals of one small company: enough for every screen, few enough to count by hand. */
export function smallExport({ name = 'Small company', deals = 41, prefix = 'd' } = {}) {
  return {
    septet: 1, name, exported_at: '2026-06-30T12:00:00Z', timezone: 'UTC', currency: 'CNY',
    stages: [
      { id: 'contacted', name: { zh: '已联系', en: 'Contacted' }, role: 'lead_nurturer' },
      { id: 'qualified', name: { zh: '已确认', en: 'Qualified' }, role: 'lead_nurturer' },
      { id: 'proposal', name: { zh: '已报价', en: 'Proposal' }, role: 'closer' },
      { id: 'won', name: { zh: '成交', en: 'Won' }, role: 'closer', outcome: 'won' },
    ],
    people: [
      { id: 'li', name: '李雷', roles: ['lead_nurturer'], team: 'north' },
      { id: 'ann', name: 'Ann Archer', roles: ['lead_nurturer'], team: 'south' },
      { id: 'han', name: '韩梅梅', roles: ['closer'], team: 'north' },
    ],
    deals: Array.from({ length: deals }, (_, index) => {
      const steps = index % 4 + 1;
      const status = steps === 4 ? 'won' : index % 3 === 0 ? 'lost' : 'open';
      return {
        id: `${prefix}${index}`, name: `Deal ${index}`, account: `Account ${index}`, source: ['ads', 'fair', 'partner'][index % 3],
        segment: index % 2 ? 'small' : 'large', value: 30_000_000 + index, created_at: day(index), status,
        ...status !== 'open' && { closed_at: day(index + 10 * steps) },
        history: ['contacted', 'qualified', 'proposal', 'won'].slice(0, steps).map((stage, step) => (
          { stage, at: day(index + 10 * step), owner: step < 2 ? ['li', 'ann'][index % 2] : 'han' })),
      };
    }),
  };
}

/** The same as NDJSON, one record a line. */
export function asLines({ stages, people, deals, septet, ...meta }) {
  return [{ type: 'meta', septet, ...meta }, ...stages.map((stage) => ({ type: 'stage', ...stage })),
    ...people.map((person) => ({ type: 'person', ...person })), ...deals.map((deal) => ({ type: 'deal', ...deal }))]
    .map((record) => JSON.stringify(record)).join('\n');
}

/** Calls alone, to be opened together with the deals. */
export const callsExport = (prefix = 'd', calls = 25) => ({
  septet: 1,
  calls: Array.from({ length: calls }, (_, index) => ({ id: `call${index}`, at: day(index + 1), duration_s: 60 + index, person: 'li', deal: `${prefix}${index}` })),
});

/** One call each, as other systems export them; Gong's is of the first deal, vCon's of Ann's, all in January 2026. */
export const gongExport = () => ({
  requestId: 'r', records: { totalRecords: 1 },
  calls: [{
    metaData: { id: '77823422740259378950', started: day(1), duration: 90, primaryUserId: 'u1' },
    context: [{ system: 'Generic', objects: [{ objectType: 'Deal', objectId: 'd0' }] }],
    parties: [{ id: 'p1', userId: 'u1', emailAddress: 'LI@shop.example', speakerId: 's1', affiliation: 'Internal', name: 'Li' },
      { id: 'p2', speakerId: 's2', affiliation: 'External', name: 'Bo' }],
    interaction: { interactionStats: [{ name: 'Talk Ratio', value: 0.61 }] },
  }],
});
export const gongTranscript = () => ({
  requestId: 't',
  callTranscripts: [{ callId: '77823422740259378950', transcript: [
    { speakerId: 's1', sentences: [{ start: 0, end: 50_000, text: 'Good morning.' }] },
    { speakerId: 's2', sentences: [{ start: 51_000, end: 80_000, text: 'Hello.' }] }] }],
});
export const vconExport = () => ({
  vcon: '0.4.0', uuid: 'v-1', parties: [{ tel: '+86 10 5550 1234', role: 'agent' }, { name: 'Bo', role: 'customer' }],
  dialog: [{ type: 'recording', start: day(2), duration: 30, parties: [0, 1] }],
  analysis: [{ type: 'transcript', dialog: 0, body: [{ parties: 0, start: day(2), duration: 10, text: 'Hello' }, { parties: 1, start: day(2, 10), duration: 5, text: 'Yes' }] }],
});
export const transcribeExport = () => ({
  JobName: 'call0', Participants: [{ ParticipantRole: 'AGENT' }, { ParticipantRole: 'CUSTOMER' }],
  Transcript: [{ ParticipantRole: 'AGENT', BeginOffsetMillis: 0, EndOffsetMillis: 9000, Content: 'Hello' }, { ParticipantRole: 'CUSTOMER', BeginOffsetMillis: 9500, EndOffsetMillis: 12_000, Content: 'Yes' }],
  ConversationCharacteristics: { TotalConversationDurationMillis: 12_000, TalkTime: { DetailsByParticipant: { AGENT: { TotalTimeMillis: 9000 } } } },
});

export const jsonFile = (name, value) => ({ name, text: JSON.stringify(value) });
export const zippedFile = (name, value) => ({ name: `${name}.gz`, bytes: gzipSync(JSON.stringify(value)), type: 'application/gzip' });

/** Each with the word of the error that it must end in. */
export const badFiles = [
  { name: 'truncated.json', text: JSON.stringify(smallExport()).slice(0, 2000), error: 'error_json_truncated' },
  { name: 'letter.json', text: 'Dear colleague, please find attached', error: 'error_not_json' },
  { name: 'crm.json', text: JSON.stringify({ results: [{ id: '51', properties: { dealname: 'A', dealstage: 'closedwon' }, createdAt: '2026-01-01T00:00:00Z' }], paging: { next: { after: '52' } } }), error: 'error_not_septet' },
  { name: 'deep.json', text: '['.repeat(100_000), error: /nested too deep|not in the Septet format|嵌套|不是 Septet/ },
  { name: 'deep-inside.json', text: `{"septet":1,"extra":${'['.repeat(500)}${']'.repeat(500)}}`, error: 'error_json_depth' },
  { name: 'bytes.json', bytes: Buffer.concat([Buffer.from('{"septet":1,"name":"'), Buffer.from([0xff, 0xfe, 0xc0, 0xaf]), Buffer.from('"}')]), error: 'error_json_utf8' },
  { name: 'empty.json', text: '', error: 'error_empty_file' },
  { name: 'damaged.json.gz', bytes: Buffer.concat([gzipSync(JSON.stringify(smallExport())).subarray(0, 300), Buffer.alloc(300, 7)]), error: 'error_gzip_damaged' },
  { name: 'future.json', text: '{"septet":99,"stages":[]}', error: 'error_septet_version' },
];
