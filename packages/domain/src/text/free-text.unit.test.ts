import { expect, it } from 'vitest';
import { freeTextProblem } from './free-text.ts';

it.each(['One line', 'Two\nlines\r\nand\ta tab', '担当は山田 太郎さんです', 'Cafe\u0301', '👩🏽‍💻', '\u202bשלום\u202c'])(
  'accepts %j unchanged',
  (text) => {
    expect(freeTextProblem(text, 1, 100)).toBeUndefined();
  },
);

it.each(['', ' ', '\n\t ', '\u200b', '\u2800\n\u3164', 'a\0', 'a\ud800'])('rejects %j', (text) => {
  expect(freeTextProblem(text, 1, 100)?.sentence).toMatch(/^must /);
});

it('counts code points instead of UTF-16 units', () => {
  expect(freeTextProblem('😀'.repeat(100), 1, 100)).toBeUndefined();
  expect(freeTextProblem('😀'.repeat(101), 1, 100)).toEqual({
    sentence: 'must have {min} to {max} characters',
    params: { min: 1, max: 100 },
  });
  expect(freeTextProblem('😀', 2, 100)).toEqual({ sentence: 'must have {min} to {max} characters', params: { min: 2, max: 100 } });
  expect(freeTextProblem('', 0, 100)).toBeUndefined();
});
