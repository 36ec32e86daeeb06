import { expect, test } from 'vitest';
import { MOST_NAMED, EMPTY_TOTALS, countUnlisted, withReport } from './import-totals.ts';

const from = (line: number) => ({ from: { line, byte: 0 } });
const report = (rejected: number, ...lines: number[]) => ({
  imported: 10,
  duplicates: 2,
  rejected,
  signals: 30,
  errors: lines.map((line) => ({ line, code: 'NOT_FOUND', message: 'There is no such project.' })),
});

test('the totals add the counts of the parts and convert line numbers to those of the file', () => {
  const first = withReport(EMPTY_TOTALS, from(1), report(2, 1, 5_000));
  const both = withReport(first, from(5_001), report(1, 7));
  expect(both.named.map(({ line }) => line)).toEqual([1, 5_000, 5_007]);
  expect(both).toMatchObject({ imported: 20, duplicates: 4, rejected: 3, signals: 60 });
  expect(countUnlisted(both)).toBe(0);
});

test('rejected lines that the server did not list are counted', () => {
  expect(countUnlisted(withReport(EMPTY_TOTALS, from(1), report(250, 1, 2)))).toBe(248);
});

test('the totals keep at most ten thousand rejected lines', () => {
  const full = {
    ...EMPTY_TOTALS,
    rejected: MOST_NAMED,
    named: Array.from({ length: MOST_NAMED }, (_, line) => ({ line, code: 'X', message: '' })),
  };
  const more = withReport(full, from(1), report(1, 1));
  expect([more.named.length, countUnlisted(more)]).toEqual([MOST_NAMED, 1]);
});
