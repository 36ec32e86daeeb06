import { expect, test } from 'vitest';
import { messageInWords } from './outbox-words.ts';

const refusal = { suggestionId: 1, code: 'ALREADY_PROCESSED' as const, message: 'Lea approved this as EXPERT on 2026-01-31 at 09:05 UTC.' };
const resolvedAt = '2026-01-31T09:05:10.000Z';
const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(resolvedAt));
const params = { status: 'APPROVED', isOwnDecision: false, resolvedBy: 'Lea', proficiencyLevel: 'EXPERT', resolvedAt };

test('a refusal tells when it was decided in the viewer’s zone', () => {
  expect(messageInWords({ ...refusal, params })).toBe(`Lea approved this as EXPERT on ${local}.`);
  expect(messageInWords({ ...refusal, params: { ...params, status: 'ADJUSTED' } })).toBe(`Lea adjusted this to EXPERT on ${local}.`);
  expect(messageInWords({ ...refusal, params: { ...params, status: 'REJECTED', isOwnDecision: true } })).toBe(
    `You rejected this on ${local}.`,
  );
});

test('any other refusal is told in the words of the server', () => {
  expect(messageInWords({ ...refusal, params: {} })).toBe(refusal.message);
  expect(messageInWords({ ...refusal, code: 'UNAUTHORIZED', message: 'You may not decide this.', params: {} })).toBe(
    'You may not decide this.',
  );
});
