import { expect, it } from 'vitest';
import { nulRecords } from './nul-fields.js';

async function read(chunks: Iterable<Uint8Array>, fieldCount: number): Promise<string[][]> {
  const records: string[][] = [];
  for await (const record of nulRecords(
    (async function* () {
      yield* chunks;
    })(),
    fieldCount,
  ))
    records.push(record.map((field) => field.toString('latin1')));
  return records;
}

it('finds the same records no matter where the stream is split, even inside a character', async () => {
  const bytes = Buffer.from('a1\0Zoë\n\nbody\0b2\0\0');
  const whole = [
    ['a1', Buffer.from('Zoë\n\nbody').toString('latin1')],
    ['b2', ''],
  ];
  expect(await read([bytes], 2)).toEqual(whole);
  expect(
    await read(
      [...bytes].map((byte) => Buffer.from([byte])),
      2,
    ),
  ).toEqual(whole);
  expect(await read([], 2)).toEqual([]);
});

it('keeps only the beginning of a field that is too long, and reads the next field', async () => {
  const [record] = await read([Buffer.alloc(30_000, 'x'), Buffer.alloc(10_000_000, 'y'), Buffer.from('\0next\0')], 2);
  expect(record?.[0]).toHaveLength(48 * 1024);
  expect(record?.[1]).toBe('next');
});

it('does not change bytes that are not UTF-8', async () => {
  expect(await read([Buffer.from([0x41, 0xff, 0x42, 0])], 1)).toEqual([['A\u00FFB']]);
});

it('rejects a stream that ends in the middle of a record', async () => {
  await expect(read([Buffer.from('a1\0half')], 2)).rejects.toThrow('in the middle of a commit');
  await expect(read([Buffer.from('a1\0')], 2)).rejects.toThrow('in the middle of a commit');
});
