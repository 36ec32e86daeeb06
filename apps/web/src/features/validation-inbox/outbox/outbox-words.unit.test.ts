import { expect, test } from 'vitest';
import { messageInWords } from './outbox-words.ts';

const refusal = { suggestionId: 1, code: 'ALREADY_PROCESSED' as const, message: 'Lea approved this as EXPERT on 2026-01-31 at 09:05 UTC.' };

test('a refusal tells when it was decided in the viewer’s zone', () => {
  const resolvedAt = '2026-01-31T09:05:10.000Z';
  const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(resolvedAt));
  expect(messageInWords({ ...refusal, resolvedAt })).toBe(`Lea approved this as EXPERT on ${local}.`);
});

test('a sentence without a time of its own stays as it is', () => {
  expect(messageInWords(refusal)).toBe(refusal.message);
  expect(messageInWords({ ...refusal, message: 'Somebody was faster.', resolvedAt: '2026-01-31T09:05:10.000Z' })).toBe(
    'Somebody was faster.',
  );
});
