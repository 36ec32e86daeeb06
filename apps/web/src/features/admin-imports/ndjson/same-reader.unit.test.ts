import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { IMPORT_FILES, TEXT_FILES } from '../../../../../../packages/contract/test/import-files.ts';
import { bytesOf, isPacked, textOf } from './read-file.ts';

async function read(file: Blob): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytesOf(file, await isPacked(file))) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('the reader of the browser', () => {
  test.each(IMPORT_FILES)('reads or refuses $name as the command line does', async ({ bytes, text }) => {
    const file = new Blob([new Uint8Array(bytes)]);
    if (text === undefined) await expect(read(file)).rejects.toThrow();
    else expect(await read(file)).toBe(text);
  });

  test.each(TEXT_FILES)('takes $name for what it is', async ({ bytes, text, badLine }) => {
    expect(await textOf(new Blob([new Uint8Array(bytes)]), 1_000)).toEqual(badLine === undefined ? { text } : { badLine });
  });

  test('stops at the limit, however much a small file unpacks to', async () => {
    const bomb = new Blob([new Uint8Array(gzipSync(Buffer.alloc(60 * 1024 * 1024)))]);
    expect(await textOf(bomb, 1024 * 1024)).toEqual({ isTooLong: true });
  });

  test('gives what a small piece unpacks to in bounded pieces', async () => {
    const bomb = new Blob([new Uint8Array(gzipSync(Buffer.alloc(30 * 1024 * 1024)))]);
    for await (const chunk of bytesOf(bomb, true)) expect(chunk.length).toBeLessThan(10 * 1024 * 1024);
  });
});
