import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { checkUpdatesFile } from './check-updates-file.ts';

const LINE = '{"projectId":1,"userId":2,"content":"x","externalId":"a"}';
const look = (...parts: BlobPart[]) => checkUpdatesFile(new Blob(parts));

test('a file of updates is accepted, compressed or not', async () => {
  expect(await look(`\n${LINE}\n${LINE}`)).toEqual({ isGood: true, isPacked: false, firstLine: LINE });
  expect(await look(gzipSync(LINE))).toEqual({ isGood: true, isPacked: true, firstLine: LINE });
});

test.each([
  ['', /The file is empty/],
  ['{\n  "skills": []\n}', /not a JSON object/],
  ['[1]\n', /not a JSON object/],
  ['{"skills":[]}', /no "content"/],
])('%j is rejected as a file of updates', async (text, why) => {
  expect(await look(text)).toEqual({ isGood: false, why: expect.stringMatching(why) });
});

test('a damaged archive is rejected with the reason', async () => {
  expect(await look(gzipSync(LINE).subarray(0, 12))).toEqual({
    isGood: false,
    why: expect.stringContaining('The file could not be read. If it is compressed, the archive is damaged or incomplete.'),
  });
});

test('a first line that is longer than the preview is accepted', async () => {
  expect((await look(`{"content":"${'x'.repeat(100_000)}`)).isGood).toBe(true);
});
