import { DECISION_REASONS } from '@skilltrace/domain/validation/decision';
import { expect, test } from 'vitest';
import { actInWords, messageInWords, unsentInWords } from './outbox-words.ts';
import { approval } from './fixtures.ts';

const refusal = { suggestionId: 1, code: 'ALREADY_PROCESSED' as const, message: 'Lea approved this as EXPERT on 2026-01-31 at 09:05 UTC.' };
const resolvedAt = '2026-01-31T09:05:10.000Z';
const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(resolvedAt));
const params = { status: 'APPROVED', isOwnDecision: false, resolvedBy: 'Lea', proficiencyLevel: 'EXPERT', resolvedAt };

test('a rejected decision shows who decided earlier, and when in the viewer’s zone', () => {
  expect(messageInWords({ ...refusal, params })).toBe(`Lea approved this as Expert on ${local}.`);
  expect(messageInWords({ ...refusal, params: { ...params, status: 'ADJUSTED' } })).toBe(`Lea adjusted this to Expert on ${local}.`);
  expect(messageInWords({ ...refusal, params: { status: 'APPROVED', proficiencyLevel: 'EXPERT', resolvedAt } })).toBe(
    `Another person approved this as Expert on ${local}.`,
  );
  expect(messageInWords({ ...refusal, params: { ...params, status: 'REJECTED', isOwnDecision: true } })).toBe(
    `You rejected this on ${local}.`,
  );
});

test('a decision rejected for another reason shows the server’s message', () => {
  expect(messageInWords({ ...refusal, params: {} })).toBe(refusal.message);
  expect(messageInWords({ ...refusal, code: 'UNAUTHORIZED', message: 'You may not decide this.', params: {} })).toBe(
    'You may not decide this.',
  );
});

test('a decision rejected for a known reason is explained in the language of the browser', () => {
  const rejected = { ...refusal, code: 'INVALID_PROFICIENCY' as const, params: {} };
  expect(messageInWords({ ...rejected, reason: 'unknown_level' })).toBe(
    'The level must be one of these: Novice, Intermediate, Advanced, and Expert.',
  );
  for (const [reason, sentence] of Object.entries(DECISION_REASONS))
    if (!sentence.includes('{')) expect(messageInWords({ ...rejected, reason })).toBe(sentence);
});

test('an act names one skill, or counts several', () => {
  expect(actInWords([approval(1)])).toBe('Skill 1 approved for Ana Dev.');
  expect(actInWords([{ ...approval(1), action: 'ADJUST_LEVEL', adjustedProficiency: 'EXPERT' }])).toBe(
    'Skill 1 adjusted to Expert for Ana Dev.',
  );
  expect(actInWords([1, 2].map((id) => ({ ...approval(id), action: 'REJECT' })))).toBe('2 skills rejected for Ana Dev.');
  expect(actInWords([approval(1), { ...approval(2), personName: 'Ben' }])).toBe('2 skills approved for 2 people.');
  expect(actInWords([{ ...approval(1), action: 'REJECT', isWithdrawal: true }])).toBe('Skill 1 withdrawn for Ana Dev.');
});

test('unsent decisions are reported as kept, with the reason', () => {
  const unsent = (...ids: number[]) => unsentInWords([{ key: 'a', decisions: ids.map(approval), reason: 'The server is unreachable.' }]);
  expect(unsent(1)).toBe('Not sent: Skill 1 approved for Ana Dev. The decision is kept. The server is unreachable.');
  expect(unsent(1, 2)).toBe('2 decisions were not sent. They are kept. The server is unreachable.');
});
