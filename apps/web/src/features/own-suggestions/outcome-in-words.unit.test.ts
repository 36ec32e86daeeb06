import type { Suggestion } from '@skilltrace/contract';
import { expect, test } from 'vitest';
import { originInWords, outcomeInWords } from './outcome-in-words.ts';

const wordsOf = (
  source: Suggestion['source'],
  status: Suggestion['status'],
  resolvedProficiency: Suggestion['resolvedProficiency'] = null,
  restoredAt: string | null = null,
) => {
  const suggestion = { source, status, resolvedProficiency, suggestedProficiency: 'ADVANCED', restoredAt } as Suggestion;
  return [originInWords(suggestion), outcomeInWords(suggestion)];
};

test('describes each outcome of a report and of a re-validation', () => {
  expect(wordsOf('SELF_REPORT', 'PENDING')).toEqual(['You reported Advanced', 'Pending']);
  expect(wordsOf('SELF_REPORT', 'APPROVED', 'ADVANCED')[1]).toBe('Approved as Advanced');
  expect(wordsOf('SELF_REPORT', 'ADJUSTED', 'NOVICE')[1]).toBe('Adjusted to Novice');
  expect(wordsOf('SELF_REPORT', 'REJECTED')[1]).toBe('Rejected');
  expect(wordsOf('SYSTEM_FLAG', 'APPROVED', 'ADVANCED')).toEqual(['Re-validation of Advanced', 'Re-validated as Advanced']);
  expect(wordsOf('SYSTEM_FLAG', 'REJECTED', 'ADVANCED')[1]).toBe('Level withdrawn: Advanced');
  expect(wordsOf('SYSTEM_FLAG', 'REJECTED')[1]).toBe('Level withdrawn');
  expect(wordsOf('SYSTEM_FLAG', 'REJECTED', 'ADVANCED', '2026-11-20T09:00:00.000Z')[1]).toBe('Level restored: Advanced');
});
