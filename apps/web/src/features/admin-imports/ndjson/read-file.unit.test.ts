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

test('a packed file is known by its bytes', async () => {
  expect([await isPacked(packed), await isPacked(plain), await isPacked(new Blob([]))]).toEqual([true, false, false]);
});

test.each([
  ['plain', plain, false],
  ['packed', packed, true],
])('a %s file is read whole, and from any byte on', async (_, file, isGzip) => {
  expect(await read(file, isGzip)).toBe(TEXT);
  expect(await read(file, isGzip, 70_001)).toBe(TEXT.slice(70_001));
  expect(await read(file, isGzip, TEXT.length)).toBe('');
});

test('how much has been read is of the file as it lies on the disk', async () => {
  const seen: number[] = [];
  await read(packed, true, 0, (bytes) => seen.push(bytes));
  expect(seen.at(-1)).toBe(packed.size);
  seen.length = 0;
  await read(plain, false, 100, (bytes) => seen.push(bytes));
  expect(seen.at(-1)).toBe(plain.size);
});

test('whoever has enough need not read on', async () => {
  for await (const chunk of bytesOf(packed, true)) {
    expect(chunk.length).toBeGreaterThan(0);
    break;
  }
});

test('the first line that is not blank is looked at', async () => {
  expect(await firstLineOf(packed, true)).toEqual({ text: '{"line":0}', isWhole: true });
  expect(await firstLineOf(new Blob(['\uFEFF\r\n\n {"a":1}\r\n{']), false)).toEqual({ text: '{"a":1}', isWhole: true });
  expect(await firstLineOf(new Blob(['{"a":1}']), false)).toEqual({ text: '{"a":1}', isWhole: true });
  expect(await firstLineOf(new Blob([' \n']), false)).toBeUndefined();
  expect((await firstLineOf(new Blob(['x'.repeat(200_000)]), false))?.isWhole).toBe(false);
});

test('a broken archive is an error, not an end', async () => {
  await expect(read(packed.slice(0, packed.size - 20), true)).rejects.toThrow();
});
