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
  test.each(IMPORT_FILES)('reads or rejects $name as the command line does', async ({ bytes, text }) => {
    const file = new Blob([new Uint8Array(bytes)]);
    if (text === undefined) await expect(read(file)).rejects.toThrow();
    else expect(await read(file)).toBe(text);
  });

  test.each(TEXT_FILES)('returns the text or the invalid line of $name', async ({ bytes, text, badLine }) => {
    expect(await textOf(new Blob([new Uint8Array(bytes)]), 1_000)).toEqual(badLine === undefined ? { text } : { badLine });
  });

  test('stops at the limit when a small file decompresses to more', async () => {
    const bomb = new Blob([new Uint8Array(gzipSync(Buffer.alloc(60 * 1024 * 1024)))]);
    expect(await textOf(bomb, 1024 * 1024)).toEqual({ isTooLong: true });
  });

  test('returns the content of a highly compressed file in bounded chunks', async () => {
    const bomb = new Blob([new Uint8Array(gzipSync(Buffer.alloc(30 * 1024 * 1024)))]);
    for await (const chunk of bytesOf(bomb, true)) expect(chunk.length).toBeLessThan(10 * 1024 * 1024);
  });
});
