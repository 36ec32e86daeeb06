import { expect, test } from 'vitest';
import { sortBySignals } from './distribution.ts';

test('sorts skills by signals, then by name, and does not change the given list', () => {
  const row = (skillId: number, name: string, signals: number) => ({
    skillId,
    name,
    signals,
    share: 0,
    bySource: { project: 0, update: signals },
  });
  const rows = [row(1, 'SQL', 2), row(2, 'Go', 2), row(3, 'React', 9)];
  expect(sortBySignals(rows).map(({ name }) => name)).toEqual(['React', 'Go', 'SQL']);
  expect(rows[0]?.name).toBe('SQL');
});
