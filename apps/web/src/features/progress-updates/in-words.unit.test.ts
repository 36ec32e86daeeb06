import { describe, expect, test } from 'vitest';
import { ApiProblem } from '#lib/api/api-problem.ts';
import { isLong, lengthInWords, noComposerInWords, notPostedInWords, signalsBeforehand } from './in-words.ts';

test.each([
  [[], 'This project declares no skills, so this update will create no signals.'],
  [['SQL'], 'This update will count towards SQL.'],
  [['TypeScript', 'SQL', 'React'], 'This update will count towards TypeScript, SQL, and React.'],
  [[...'abcdefgh'], 'This update will count towards a, b, c, d, e, f, g, and h.'],
  [[...'abcdefghij'], 'This update will count towards a, b, c, d, e, f, g, and 3 more.'],
])('describes the signals of an update for the skills %j before it is posted', (names, sentence) => {
  expect(signalsBeforehand(names)).toBe(sentence);
});

describe('the length of an update', () => {
  test('is shown near the limit, in characters as the server counts them', () => {
    expect(lengthInWords('x'.repeat(9_499))).toEqual({ isTooLong: false, words: undefined });
    expect(lengthInWords('x'.repeat(9_500)).words).toBe('9,500 of 10,000 characters');
    expect(lengthInWords('x'.repeat(10_000)).isTooLong).toBe(false);
    expect(lengthInWords('x'.repeat(10_001))).toEqual({ isTooLong: true, words: 'Too long: 10,001 of 10,000 characters.' });
    expect(lengthInWords('🌊'.repeat(10_000)).isTooLong).toBe(false);
    expect(lengthInWords('🌊'.repeat(9_000)).words).toBeUndefined();
  });

  test('decides whether an update is folded', () => {
    expect(isLong('A line')).toBe(false);
    expect(isLong('line\n'.repeat(12))).toBe(true);
    expect(isLong('x'.repeat(1_201))).toBe(true);
  });
});

test('the message about an update that was not posted says why, and that the text is kept', () => {
  expect(notPostedInWords(new ApiProblem('OFFLINE', 0, 'The server cannot be reached.'))).toContain('will not appear twice');
  expect(notPostedInWords(new ApiProblem('PROJECT_NOT_ACTIVE', 409, 'The project is archived.'))).toBe(
    'The project is archived. Your text is kept.',
  );
  expect(notPostedInWords(new ApiProblem('IDEMPOTENCY_KEY_REUSED', 409, '…'))).toContain('is in the feed');
  const blank = new ApiProblem('VALIDATION_FAILED', 400, '…', [{ path: 'content', message: 'must not be blank' }]);
  expect(notPostedInWords(blank)).toBe('The update must not be blank. Your text is kept.');
});

test('a person who cannot post an update sees the reason', () => {
  expect(noComposerInWords('active', true)).toBeUndefined();
  expect(noComposerInWords('active', false)).toContain('Only members');
  expect(noComposerInWords('completed', true)).toContain('is completed');
});
