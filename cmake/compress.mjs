// node compress.mjs FILE... writes FILE.br and FILE.gz beside each, as small as they get.
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

await Promise.all(process.argv.slice(2).map(async (file) => {
  const bytes = await readFile(file);
  const parameters = {
    [zlib.constants.BROTLI_PARAM_QUALITY]: zlib.constants.BROTLI_MAX_QUALITY,
    [zlib.constants.BROTLI_PARAM_LGWIN]: zlib.constants.BROTLI_MAX_WINDOW_BITS,
    [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  await writeFile(`${file}.br`, await brotli(bytes, { params: parameters }));
  await writeFile(`${file}.gz`, await gzip(bytes, { level: 9 }));
}));
