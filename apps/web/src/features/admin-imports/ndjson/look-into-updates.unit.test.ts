import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { lookIntoUpdates } from './look-into-updates.ts';

const LINE = '{"projectId":1,"userId":2,"content":"x","externalId":"a"}';
const look = (...parts: BlobPart[]) => lookIntoUpdates(new Blob(parts));

test('a file of updates, packed or not', async () => {
  expect(await look(`\n${LINE}\n${LINE}`)).toEqual({ isGood: true, isPacked: false, firstLine: LINE });
  expect(await look(gzipSync(LINE))).toEqual({ isGood: true, isPacked: true, firstLine: LINE });
});

test.each([
  ['', /nothing in this file/],
  ['{\n  "skills": []\n}', /no JSON object/],
  ['[1]\n', /no JSON object/],
  ['{"skills":[]}', /no "content"/],
])('%j is none', async (text, why) => {
  expect(await look(text)).toEqual({ isGood: false, why: expect.stringMatching(why) });
});

test('a broken archive is told', async () => {
  expect(await look(gzipSync(LINE).subarray(0, 12))).toEqual({
    isGood: false,
    why: expect.stringContaining('The file could not be read. If it is packed, the archive is broken or cut off.'),
  });
});

test('a first line of more than is looked at is given the benefit of the doubt', async () => {
  expect((await look(`{"content":"${'x'.repeat(100_000)}`)).isGood).toBe(true);
});
