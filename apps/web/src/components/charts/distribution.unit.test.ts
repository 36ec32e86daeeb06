import { expect, test } from 'vitest';
import { mostFirst, percent } from './distribution.ts';

test.each([
  [0.234, '23 %'],
  [1, '100 %'],
  [0.0001, '<1 %'],
  [0, '0 %'],
])('%f is %s', (share, words) => {
  expect(percent(share)).toBe(words);
});

test('bars stand most first, by name where they are even, and the list handed in stays as it was', () => {
  const row = (skillId: number, name: string, signals: number) => ({
    skillId,
    name,
    signals,
    share: 0,
    bySource: { project: 0, update: signals },
  });
  const rows = [row(1, 'SQL', 2), row(2, 'Go', 2), row(3, 'React', 9)];
  expect(mostFirst(rows).map(({ name }) => name)).toEqual(['React', 'Go', 'SQL']);
  expect(rows[0]?.name).toBe('SQL');
});
