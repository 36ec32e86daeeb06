import { describe, expect, test } from 'vitest';
import { partsOf, type Part, type PartLimits, type Place } from './parts.ts';

const LIMITS: PartLimits = { lines: 3, bytes: 1_000, longestLine: 100 };
const encoder = new TextEncoder();

async function* inChunks(text: string, size: number) {
  const bytes = encoder.encode(text);
  for (let from = 0; from < bytes.length; from += size) yield bytes.slice(from, from + size);
}
const textOf = ({ bytes }: Part) => Buffer.concat(bytes).toString('utf8');

async function cut(text: string, size = text.length * 4, limits: Partial<PartLimits> = {}, start?: Place): Promise<Part[]> {
  const parts: Part[] = [];
  for await (const part of partsOf(inChunks(text, Math.max(1, size)), start, { ...LIMITS, ...limits })) parts.push(part);
  return parts;
}
const lines = (count: number, from = 1) => Array.from({ length: count }, (_, index) => `{"line":${index + from}}\n`).join('');

describe('splitting a file into parts of whole lines', () => {
  test('an empty file has no parts', async () => expect(await cut('')).toEqual([]));

  test('the lines of the parts are numbered as in the whole file', async () => {
    const parts = await cut(lines(7));
    expect(parts.map(({ from, to }) => [from.line, to.line])).toEqual([
      [1, 4],
      [4, 7],
      [7, 8],
    ]);
    expect(parts.map(textOf)).toEqual([lines(3), lines(3, 4), lines(1, 7)]);
  });

  test('a last line without a line feed counts as a line', async () => {
    const [part] = await cut('a\nb');
    expect([part && textOf(part), part?.to]).toEqual(['a\nb', { line: 3, byte: 3 }]);
  });

  test('a file that ends with a full part has no empty part after it', async () => expect(await cut(lines(6))).toHaveLength(2));

  test('blank lines and CRLF are kept and counted', async () => {
    const [first, second] = await cut('a\r\n\r\nb\r\n\nc\n');
    expect([first && textOf(first), second && textOf(second), second?.from.line]).toEqual(['a\r\n\r\nb\r\n', '\nc\n', 4]);
  });

  test.each([1, 2, 3, 5, 7, 1_000])('the parts are the same for chunks of %i bytes', async (size) => {
    const text = `\uFEFF{"content":"Größe 🛠"}\r\n${lines(4)}\n{"content":"の"}`;
    const parts = await cut(text, size);
    expect(parts.map(textOf).join('')).toBe(text);
    expect(parts.map(({ from }) => from)).toEqual((await cut(text)).map(({ from }) => from));
    expect(parts.at(-1)?.to).toEqual({ line: 8, byte: encoder.encode(text).length });
  });

  test('a part ends at its limit of bytes before its limit of lines', async () => {
    const parts = await cut(lines(6), 10, { bytes: 20 });
    expect(parts.map(({ from, to }) => to.line - from.line)).toEqual([2, 2, 2]);
  });

  test('only the beginning of an overlong line is kept, and the next lines keep their positions', async () => {
    const text = `a\n${'x'.repeat(5_000)}\nb\n`;
    const [part, ...rest] = await cut(text, 64, { longestLine: 10 });
    expect([part && textOf(part), part?.to, rest.length]).toEqual([`a\n${'x'.repeat(10)}\nb\n`, { line: 4, byte: text.length }, 0]);
  });

  test('splitting can resume at any part with the same result', async () => {
    const text = `${lines(4)}Ü\n${lines(6)}`;
    const whole = await cut(text, 7);
    const second = whole[1];
    const rest = encoder.encode(text).slice(second?.from.byte);
    const resumed = await cut(new TextDecoder().decode(rest), 11, {}, second?.from);
    expect(resumed.map((part) => [part.from, part.to, textOf(part)])).toEqual(
      whole.slice(1).map((part) => [part.from, part.to, textOf(part)]),
    );
  });
});
