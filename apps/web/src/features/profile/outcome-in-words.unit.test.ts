import type { Suggestion } from '@skilltrace/contract';
import { expect, test } from 'vitest';
import { originInWords, outcomeInWords } from './outcome-in-words.ts';

const told = (
  source: Suggestion['source'],
  status: Suggestion['status'],
  resolvedProficiency: Suggestion['resolvedProficiency'] = null,
) => {
  const suggestion = { source, status, resolvedProficiency, suggestedProficiency: 'ADVANCED' } as Suggestion;
  return [originInWords(suggestion), outcomeInWords(suggestion)];
};

test('each outcome of a report and of a re-validation', () => {
  expect(told('SELF_REPORT', 'PENDING')).toEqual(['You reported ADVANCED', undefined]);
  expect(told('SELF_REPORT', 'APPROVED', 'ADVANCED')[1]).toBe('Approved as ADVANCED');
  expect(told('SELF_REPORT', 'ADJUSTED', 'NOVICE')[1]).toBe('Adjusted to NOVICE');
  expect(told('SELF_REPORT', 'REJECTED')[1]).toBe('Rejected');
  expect(told('SYSTEM_FLAG', 'APPROVED', 'ADVANCED')).toEqual(['Up for re-validation as ADVANCED', 'Still holds as ADVANCED']);
  expect(told('SYSTEM_FLAG', 'REJECTED', 'ADVANCED')[1]).toBe('No longer holds: ADVANCED was withdrawn');
});
