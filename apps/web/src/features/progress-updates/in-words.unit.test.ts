import { describe, expect, test } from 'vitest';
import { ApiProblem } from '#lib/api/api-problem.ts';
import { isLong, lengthInWords, noComposerInWords, notPostedInWords, signalsBeforehand } from './in-words.ts';

test.each([
  [[], 'This project declares no skills: nothing is emitted.'],
  [['SQL'], 'Posting emits an update signal for SQL.'],
  [['TypeScript', 'SQL', 'React'], 'Posting emits an update signal for TypeScript, SQL, and React.'],
  [[...'abcdefgh'], 'Posting emits an update signal for a, b, c, d, e, f, g, and h.'],
  [[...'abcdefghij'], 'Posting emits an update signal for a, b, c, d, e, f, g, and 3 more.'],
])('beforehand: %j', (names, sentence) => {
  expect(signalsBeforehand(names)).toBe(sentence);
});

describe('the length of an update', () => {
  test('is told near its end, in characters as the server counts them', () => {
    expect(lengthInWords('x'.repeat(9_499))).toEqual({ isTooLong: false, words: undefined });
    expect(lengthInWords('x'.repeat(9_500)).words).toBe('9,500 of 10,000 characters');
    expect(lengthInWords('x'.repeat(10_000)).isTooLong).toBe(false);
    expect(lengthInWords('x'.repeat(10_001)).isTooLong).toBe(true);
    expect(lengthInWords('🌊'.repeat(10_000)).isTooLong).toBe(false);
    expect(lengthInWords('🌊'.repeat(9_000)).words).toBeUndefined();
  });

  test('folds what would fill the screen', () => {
    expect(isLong('A line')).toBe(false);
    expect(isLong('line\n'.repeat(12))).toBe(true);
    expect(isLong('x'.repeat(1_201))).toBe(true);
  });
});

test('what was not posted is kept, and it is said why', () => {
  expect(notPostedInWords(new ApiProblem('OFFLINE', 0, 'The server cannot be reached.'))).toContain('will not be there twice');
  expect(notPostedInWords(new ApiProblem('PROJECT_NOT_ACTIVE', 409, 'The project is archived.'))).toBe(
    'The project is archived. Your text is kept.',
  );
  expect(notPostedInWords(new ApiProblem('IDEMPOTENCY_KEY_REUSED', 409, '…'))).toContain('stands in the feed');
  const blank = new ApiProblem('VALIDATION_FAILED', 400, '…', [{ path: 'content', message: 'must not be blank' }]);
  expect(notPostedInWords(blank)).toBe('The text must not be blank. Your text is kept.');
});

test('who cannot write is told why', () => {
  expect(noComposerInWords('active', true)).toBeUndefined();
  expect(noComposerInWords('active', false)).toContain('Only members');
  expect(noComposerInWords('completed', true)).toContain('is completed');
});
