// PNG pictures as the browsers write them: 8 bits a channel, RGB or RGBA, not interlaced.
import { deflateSync, inflateSync } from 'node:zlib';

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

const crcOfByte = Uint32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
  return byte;
});
const crc32 = (bytes) => ~bytes.reduce((crc, byte) => (crc >>> 8) ^ crcOfByte[(crc ^ byte) & 255], -1) >>> 0;

/** @returns {{width: number, height: number, data: Uint8Array}} data: RGB, row by row */
export function readPng(file) {
  if (!file.subarray(0, 8).equals(signature)) throw new Error('not a PNG');
  const parts = [];
  let width, height, channels;
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    const kind = file.toString('latin1', at + 4, at + 8);
    const body = file.subarray(at + 8, at + 8 + length);
    if (kind === 'IHDR') {
      [width, height] = [body.readUInt32BE(0), body.readUInt32BE(4)];
      channels = { 2: 3, 6: 4 }[body[9]];
      if (body[8] !== 8 || !channels || body[12]) throw new Error('a kind of PNG that is not read here');
    }
    if (kind === 'IDAT') parts.push(body);
    at += 12 + length;
  }
  const bytes = inflateSync(Buffer.concat(parts));
  const wide = width * channels;
  const data = new Uint8Array(width * height * 3);
  let above = new Uint8Array(wide);
  for (let y = 0; y < height; y++) {
    const filter = bytes[y * (wide + 1)];
    const row = bytes.subarray(y * (wide + 1) + 1, (y + 1) * (wide + 1));
    for (let x = 0; x < wide; x++) {
      const left = x < channels ? 0 : row[x - channels];
      const corner = x < channels ? 0 : above[x - channels];
      if (filter === 1) row[x] += left;
      else if (filter === 2) row[x] += above[x];
      else if (filter === 3) row[x] += (left + above[x]) >> 1;
      else if (filter === 4) row[x] += paeth(left, above[x], corner);
    }
    for (let x = 0; x < width; x++) for (let channel = 0; channel < 3; channel++) data[(y * width + x) * 3 + channel] = row[x * channels + channel];
    above = row;
  }
  return { width, height, data };
}

function paeth(left, up, corner) {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

export function writePng({ width, height, data }) {
  const rows = Buffer.alloc(height * (width * 3 + 1));
  for (let y = 0; y < height; y++) {
    const row = y * (width * 3 + 1);
    // Each byte less the one above: flat surfaces and charts become zeros.
    rows[row] = y ? 2 : 0;
    for (let x = 0; x < width * 3; x++) rows[row + 1 + x] = data[y * width * 3 + x] - (y ? data[(y - 1) * width * 3 + x] : 0);
  }
  const chunk = (kind, body) => {
    const named = Buffer.concat([Buffer.from(kind, 'latin1'), body]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(body.length, 0);
    ends.writeUInt32BE(crc32(named), 4);
    return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
  };
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}
