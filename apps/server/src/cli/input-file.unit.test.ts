import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { IMPORT_FILES, TEXT_FILES } from '../../../../packages/contract/test/import-files.js';
import { openInput, readText } from './input-file.js';

const ioOf = (bytes: Buffer, pieces: number): Parameters<typeof openInput>[0] => ({
  stdin: Readable.from(
    Array.from({ length: Math.ceil(bytes.length / pieces) }, (_, index) => bytes.subarray(index * pieces, (index + 1) * pieces)),
  ),
  signal: new AbortController().signal,
});

async function read(bytes: Buffer, pieces: number): Promise<string> {
  const input = await openInput(ioOf(bytes, pieces), '-');
  const chunks: Uint8Array[] = [];
  for await (const chunk of input.chunks) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('the input file of a command', () => {
  it.each(IMPORT_FILES)('is read or rejected as in the browser: $name', async ({ bytes, text }) => {
    for (const pieces of [7, 65_536]) {
      if (text === undefined) await expect(read(bytes, pieces)).rejects.toThrow(/cannot be read/);
      else expect(await read(bytes, pieces)).toBe(text);
    }
  });

  it.each(TEXT_FILES)('is decoded as UTF-8, or rejected with the invalid line: $name', async ({ bytes, text, badLine }) => {
    const result = readText(await openInput(ioOf(bytes, 65_536), '-'), 'file.json', 1_000);
    if (badLine === undefined) expect(await result).toBe(text);
    else await expect(result).rejects.toThrow(`file.json is not valid UTF-8: see line ${badLine}`);
  });

  it('is rejected at the size limit without decompressing the rest of a gzip bomb', async () => {
    const MIB = 1024 * 1024;
    const bomb = gzipSync(Buffer.alloc(200 * MIB));
    expect(bomb.length).toBeLessThan(MIB);
    const before = process.memoryUsage().rss;
    const result = readText(await openInput(ioOf(bomb, 65_536), '-'), 'bomb.gz', 8 * MIB);
    await expect(result).rejects.toThrow('bomb.gz has more than 8 MiB of decompressed text');
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * MIB);
  });
});
