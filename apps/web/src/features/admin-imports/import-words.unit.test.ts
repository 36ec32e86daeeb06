import { expect, test } from 'vitest';
import { outcomeInWords, progressInWords } from './import-words.ts';

const at = (line: number, bytesRead = 0, elapsedMs = 0, since = 1) => ({
  phase: 'running' as const,
  next: { line, byte: bytesRead },
  bytesRead,
  since: { line: since, elapsedMs },
  problem: undefined,
  isLastPartOpen: false,
});

test('how far, how fast, how long still', () => {
  expect(progressInWords(at(10_001, 1_000_000, 5_000), 3_000_000)).toBe(
    '10,000 lines · 1 MB of 3 MB · 2,000 lines a second · about 10 s left',
  );
});

test('the rate is that since it was last started', () => {
  expect(progressInWords(at(10_001, 1_000_000, 5_000, 5_001), 1_000_000)).toBe('10,000 lines · 1 MB of 1 MB · 1,000 lines a second');
});

test('promises nothing before there is anything to reckon with', () => {
  expect(progressInWords(at(1), 2_000)).toBe('0 lines · 0 bytes of 2 kB');
});

test('what is not known for certain is not said', () => {
  expect(outcomeInWords({ ...at(5_001), phase: 'stopped' })).toMatch(/^Stopped before line 5,001\. What was imported stands\./);
  expect(outcomeInWords({ ...at(5_001), phase: 'stopped', isLastPartOpen: true })).toMatch(/may stand as well/);
  expect(outcomeInWords({ ...at(5_001), phase: 'failed', problem: 'The disk is full. Nothing was kept.' })).toBe(
    'It failed at line 5,001. The disk is full. Nothing was kept. That is about the lines sent last; what was imported before them stands. Go on from there, or send the file again later: nothing is imported twice.',
  );
  expect(outcomeInWords({ ...at(5_001), phase: 'failed', problem: 'The server cannot be reached.', isLastPartOpen: true })).toMatch(
    /^It failed at line 5,001\. The server cannot be reached\. Whether the lines sent last stand is not known; what was imported before them stands\./,
  );
  expect(outcomeInWords({ ...at(1), phase: 'failed', problem: 'The disk is full. Nothing was kept.' })).toMatch(
    /That is about the lines sent last\. Go on/,
  );
  expect(outcomeInWords({ ...at(2), phase: 'done' })).toBe('Done: 1 line read to the end.');
});
