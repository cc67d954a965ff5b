// A made-up export of calls of any number in the Septet format, the same bytes every time: half English, half Chinese, about 200
// words (or 300 字) in 15 turns each. As a command: node tests/bench/generate_calls.mjs CALLS FILE
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { randomizer } from './generate.mjs';

const english = ('so we have looked at the price and I think it is fine but my boss wants to know what happens with support after the first '
  + 'year you know can you send me the contract by Friday okay that works for us the other vendor said it would be cheaper').split(' ');
const chinese = ['这个价格我们还要再看看', '预算还没有批下来', '我回去跟领导商量一下', '你们的售后怎么样', '嗯那个合同什么时候能给我', '好的没问题', '对对对', '那我们下周三再约一个时间'];

export async function writeCalls(file, calls) {
  const random = randomizer(7);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const out = createWriteStream(file);
  let text = '{"septet":1,"name":"Calls","exported_at":"2026-09-18T18:00:00+08:00","timezone":"Asia/Shanghai","stages":[{"id":"talk","role":"closer"}],"calls":[\n';
  for (let index = 0; index < calls; index++) {
    const zh = index % 2 === 1;
    let at = 0;
    const turns = Array.from({ length: 8 + Math.floor(random() * 15) }, (_, turn) => {
      const words = zh ? Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(chinese)).join('，')
        : Array.from({ length: 1 + Math.floor(random() * 26) }, () => pick(english)).join(' ');
      const start_s = Math.round(1000 * Math.max(0, at + random() * 2 - 0.5)) / 1000;
      const end_s = Math.round(1000 * (start_s + 0.5 + (zh ? words.length / 5 : words.length / 14))) / 1000;
      at = end_s;
      return { speaker: turn % 2 ? 'c' : 'r', start_s, end_s, text: `${words}${random() < 0.2 ? (zh ? '吗？' : '?') : (zh ? '。' : '.')}` };
    });
    text += `${index ? ',\n' : ''}${JSON.stringify({
      id: `call-${index}`, at: new Date(Date.UTC(2026, 0, 1) + index * 200_000).toISOString(), duration_s: Math.ceil(at), person: `p${index % 200}`,
      language: zh ? 'zh' : 'en', speakers: [{ id: 'r', side: 'rep' }, { id: 'c', side: 'customer' }], turns })}`;
    if (text.length < 1e6) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  out.end(`${text}\n]}\n`);
  await once(out, 'finish');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeCalls(process.argv[3], Number(process.argv[2]));
