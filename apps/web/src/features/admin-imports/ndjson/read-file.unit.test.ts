import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { bytesOf, firstLineOf, isPacked } from './read-file.ts';

const TEXT = `${Array.from({ length: 9_000 }, (_, index) => `{"line":${index}}`).join('\n')}\n`;
const plain = new Blob([TEXT]);
const packed = new Blob([gzipSync(TEXT)]);
async function read(...parameters: Parameters<typeof bytesOf>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytesOf(...parameters)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

test('a compressed file is recognized by its first bytes', async () => {
  expect([await isPacked(packed), await isPacked(plain), await isPacked(new Blob([]))]).toEqual([true, false, false]);
});

test.each([
  ['plain', plain, false],
  ['compressed', packed, true],
])('a %s file is read completely, and from any byte on', async (_, file, isGzip) => {
  expect(await read(file, isGzip)).toBe(TEXT);
  expect(await read(file, isGzip, 70_001)).toBe(TEXT.slice(70_001));
  expect(await read(file, isGzip, TEXT.length)).toBe('');
});

test('the read progress counts bytes of the file on disk', async () => {
  const seen: number[] = [];
  await read(packed, true, 0, (bytes) => seen.push(bytes));
  expect(seen.at(-1)).toBe(packed.size);
  seen.length = 0;
  await read(plain, false, 100, (bytes) => seen.push(bytes));
  expect(seen.at(-1)).toBe(plain.size);
});

test('a reader can stop after the first chunk', async () => {
  for await (const chunk of bytesOf(packed, true)) {
    expect(chunk.length).toBeGreaterThan(0);
    break;
  }
});

test('the preview is the first line that is not blank', async () => {
  expect(await firstLineOf(packed, true)).toEqual({ text: '{"line":0}', isWhole: true });
  expect(await firstLineOf(new Blob(['\uFEFF\r\n\n {"a":1}\r\n{']), false)).toEqual({ text: '{"a":1}', isWhole: true });
  expect(await firstLineOf(new Blob(['{"a":1}']), false)).toEqual({ text: '{"a":1}', isWhole: true });
  expect(await firstLineOf(new Blob([' \n']), false)).toBeUndefined();
  expect((await firstLineOf(new Blob(['x'.repeat(200_000)]), false))?.isWhole).toBe(false);
});

test('a damaged archive is an error, and not the end of the file', async () => {
  await expect(read(packed.slice(0, packed.size - 20), true)).rejects.toThrow();
});
