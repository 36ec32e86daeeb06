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

test('the progress names the lines, the bytes, the speed and the remaining time', () => {
  expect(progressInWords(at(10_001, 1_000_000, 5_000), 3_000_000)).toBe(
    '10,000 lines · 1 MB of 3 MB · 2,000 lines per second · about 10 s left',
  );
});

test('the speed counts only the lines since the last start', () => {
  expect(progressInWords(at(10_001, 1_000_000, 5_000, 5_001), 1_000_000)).toBe('10,000 lines · 1 MB of 1 MB · 1,000 lines per second');
});

test('the progress leaves out speed and remaining time before the first part', () => {
  expect(progressInWords(at(1), 2_000)).toBe('0 lines · 0 bytes of 2 kB');
});

test('the outcome says which imports are kept, and which are not known', () => {
  expect(outcomeInWords({ ...at(5_001), phase: 'stopped' })).toMatch(
    /^Stopped before line 5,001\. Lines that were already imported are kept\./,
  );
  expect(outcomeInWords({ ...at(5_001), phase: 'stopped', isLastPartOpen: true })).toMatch(/may also have been imported\./);
  expect(outcomeInWords({ ...at(5_001), phase: 'failed', problem: 'The disk is full. Nothing was kept.' })).toBe(
    'The import failed at line 5,001. The disk is full. Nothing was kept. Only the last group of lines is affected. Lines that were already imported are kept. Continue from there, or send the file again later: no line is imported twice.',
  );
  expect(outcomeInWords({ ...at(5_001), phase: 'failed', problem: 'The server cannot be reached.', isLastPartOpen: true })).toMatch(
    /^The import failed at line 5,001\. The server cannot be reached\. The last lines may or may not have been imported\. Lines that were already imported are kept\./,
  );
  expect(outcomeInWords({ ...at(1), phase: 'failed', problem: 'The disk is full. Nothing was kept.' })).toMatch(
    /Only the last group of lines is affected\. Continue/,
  );
  expect(outcomeInWords({ ...at(2), phase: 'done' })).toBe('Done: 1 line was read.');
});
