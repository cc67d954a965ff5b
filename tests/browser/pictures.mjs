// Pictures of every screen against approved ones, tolerant of how letters are rasterised.
//
// A picture is made four times smaller (each pixel the mean of sixteen), smoothed, and compared in blocks of 8 × 8: a block
// differs when its mean colour is further off than `blockTolerance`. Letters drawn with other hinting move no block by that
// much; a missing mark, another colour, a line more do.
import { readPng, writePng } from './png.mjs';

const factor = 4;
const blockSize = 8;
/** Of 255, in any of red, green and blue. */
export const blockTolerance = 10;
/** Share of blocks that may differ. */
export const differentShare = 0.005;  // two runs on one machine differ in none

/** A quarter of the size in each direction. */
export function small(file) {
  const { width, height, data } = readPng(file);
  const [wide, high] = [Math.floor(width / factor), Math.floor(height / factor)];
  const out = new Uint8Array(wide * high * 3);
  for (let y = 0; y < high; y++)
    for (let x = 0; x < wide; x++)
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (let dy = 0; dy < factor; dy++)
          for (let dx = 0; dx < factor; dx++) sum += data[((y * factor + dy) * width + x * factor + dx) * 3 + channel];
        // In steps of sixteen: what is approved takes a third of the room, and a block's mean hardly moves.
        out[(y * wide + x) * 3 + channel] = Math.min(255, Math.round(sum / factor / factor / 16) * 16);
      }
  return { width: wide, height: high, data: out };
}

/** Mean colours of the blocks, row by row. */
function blocks({ width, height, data }) {
  const [wide, high] = [Math.ceil(width / blockSize), Math.ceil(height / blockSize)];
  const means = [];
  for (let by = 0; by < high; by++)
    for (let bx = 0; bx < wide; bx++) {
      const sum = [0, 0, 0];
      let pixels = 0;
      for (let y = by * blockSize; y < Math.min(height, (by + 1) * blockSize); y++)
        for (let x = bx * blockSize; x < Math.min(width, (bx + 1) * blockSize); x++, pixels++)
          for (let channel = 0; channel < 3; channel++) sum[channel] += data[(y * width + x) * 3 + channel];
      means.push(sum.map((each) => each / pixels));
    }
  return { wide, means };
}

/** @returns {{share: number, at: Set<number>, wide: number}} share of blocks that differ, and which */
export function compare(approved, now) {
  if (approved.width !== now.width || approved.height !== now.height) return { share: 1, at: new Set(), wide: 0 };
  const [one, two] = [blocks(approved), blocks(now)];
  const at = new Set();
  one.means.forEach((mean, index) => {
    if (mean.some((value, channel) => Math.abs(value - two.means[index][channel]) > blockTolerance)) at.add(index);
  });
  return { share: at.size / one.means.length, at, wide: one.wide };
}

/** The approved picture, the new one, and the new one with its differing blocks in red, side by side. */
export function sideBySide(approved, now, { at, wide }) {
  const gap = 8;
  const width = approved.width + 2 * now.width + 2 * gap;
  const height = Math.max(approved.height, now.height);
  const data = new Uint8Array(width * height * 3).fill(128);
  const put = (picture, left, marked) => {
    for (let y = 0; y < picture.height; y++)
      for (let x = 0; x < picture.width; x++) {
        const red = marked && at.has(Math.floor(y / blockSize) * wide + Math.floor(x / blockSize));
        for (let channel = 0; channel < 3; channel++) {
          const value = picture.data[(y * picture.width + x) * 3 + channel];
          data[(y * width + left + x) * 3 + channel] = red ? (value + [255, 0, 0][channel]) / 2 : value;
        }
      }
  };
  put(approved, 0);
  put(now, approved.width + gap);
  put(now, approved.width + now.width + 2 * gap, true);
  return writePng({ width, height, data });
}
