import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { BEGINNING, type Part, type Place } from './parts.ts';
import { sendParts, UnreadableFile } from './send-parts.ts';

const TEXT = Array.from({ length: 10 }, (_, index) => `{"line":${index + 1}}\n`).join('');
const limits = { lines: 3, bytes: 10_000, longestLine: 1_000 };
const report = { imported: 3, duplicates: 0, rejected: 0, signals: 0, errors: [] };
const recordSent = () => {
  const sent: string[] = [];
  return { sent, send: async (part: Part) => (sent.push(Buffer.concat(part.bytes).toString()), report) };
};
const file = new Blob([TEXT]);
const never = () => false;

test.each([
  ['plain', file, false],
  ['compressed', new Blob([gzipSync(TEXT)]), true],
])('a %s file is sent completely and in order', async (_, blob, isPacked) => {
  const { sent, send } = recordSent();
  const read: number[] = [];
  const onSent = (_part: Part, _report: unknown, bytes: number) => read.push(bytes);
  expect(await sendParts({ file: blob, isPacked, from: BEGINNING, send, onSent, isStopped: never, limits })).toBe(true);
  expect([sent.join(''), sent.length, read.at(-1)]).toEqual([TEXT, 4, blob.size]);
});

test('an import stops between two parts and continues there without a missing or repeated line', async () => {
  const { sent, send } = recordSent();
  let place: Place = BEGINNING;
  const onSent = (part: Part) => (place = part.to);
  expect(await sendParts({ file, isPacked: false, from: place, send, onSent, isStopped: () => sent.length === 2, limits })).toBe(false);
  expect(place.line).toBe(7);
  expect(await sendParts({ file, isPacked: false, from: place, send, onSent, isStopped: never, limits })).toBe(true);
  expect([sent.join(''), place.line]).toEqual([TEXT, 11]);
});

test('the next attempt begins with the part that failed', async () => {
  const { sent, send } = recordSent();
  let place: Place = BEGINNING;
  const onSent = (part: Part) => (place = part.to);
  const failing = async (part: Part) => {
    if (part.from.line === 4) throw new Error('offline');
    return send(part);
  };
  await expect(sendParts({ file, isPacked: false, from: place, send: failing, onSent, isStopped: never, limits })).rejects.toThrow(
    'offline',
  );
  expect(place.line).toBe(4);
  await sendParts({ file, isPacked: false, from: place, send, onSent, isStopped: never, limits });
  expect(sent.join('')).toBe(TEXT);
});

test('a damaged archive throws UnreadableFile', async () => {
  const broken = new Blob([gzipSync(TEXT).subarray(0, 20)]);
  const attempt = sendParts({
    file: broken,
    isPacked: true,
    from: BEGINNING,
    send: recordSent().send,
    onSent: () => {},
    isStopped: never,
    limits,
  });
  await expect(attempt).rejects.toThrow(UnreadableFile);
});
