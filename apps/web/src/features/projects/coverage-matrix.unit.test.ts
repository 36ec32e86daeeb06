import type { SkillCoverage } from '@skilltrace/contract';
import { describe, expect, test } from 'vitest';
import { coverageMatrix } from './coverage-matrix.ts';

const at = '2026-11-01T09:00:00.000Z';
const ana = { profileId: 1, name: 'Ana' };
const ben = { profileId: 2, name: 'Ben' };
const cy = { profileId: 3, name: 'Cy' };
const signalsOf = (person: { profileId: number; name: string }, signals: number) => ({ ...person, signals, lastSignalAt: at });

function skill(skillId: number, name: string, people: SkillCoverage['items'][number]['people'], hidden = { people: 0, signals: 0 }) {
  const signals = hidden.signals + people.reduce((sum, one) => sum + one.signals, 0);
  const peopleWithSignals = hidden.people + people.length;
  const lastSignalAt = peopleWithSignals > 0 ? at : null;
  return { skillId, name, category: 'Any', peopleWithSignals, signals, lastSignalAt, people };
}

describe('the coverage matrix', () => {
  test('gives a Tech Lead a row for each member, including members without signals', () => {
    const coverage = { items: [skill(10, 'React', [signalsOf(ben, 8), signalsOf(ana, 1)]), skill(11, 'SQL', [])] };
    const { rows, others, uncovered } = coverageMatrix(coverage, [ana, ben, cy], () => true);
    expect(rows.map(({ name, cells }) => [name, ...cells.map(({ signals }) => signals)])).toEqual([
      ['Ana', 1, 0],
      ['Ben', 8, 0],
      ['Cy', 0, 0],
    ]);
    expect(rows.map(({ cells }) => cells[0]?.level)).toEqual([1, 4, 0]);
    expect(others).toBeUndefined();
    expect(uncovered).toEqual(['SQL']);
  });

  test('gives a member their own row and one row for all other people', () => {
    const coverage = { items: [skill(10, 'React', [signalsOf(ana, 4)], { people: 2, signals: 9 }), skill(11, 'SQL', [])] };
    const { rows, others } = coverageMatrix(coverage, [ana, ben, cy], (id) => id === 1);
    expect(rows.map(({ name }) => name)).toEqual(['Ana']);
    expect(others).toEqual({ signals: [9, 0], people: [2, 0] });
  });

  test('gives every member a row when the API names every person with signals', () => {
    const coverage = { items: [skill(10, 'React', [signalsOf(ana, 4)])] };
    const { rows, others } = coverageMatrix(coverage, [ana, ben, cy], (id) => id === 1);
    expect(rows.map(({ name }) => name)).toEqual(['Ana', 'Ben', 'Cy']);
    expect(others).toBeUndefined();
  });

  test('has no columns without declared skills and no rows without people', () => {
    expect(coverageMatrix({ items: [] }, [], () => true)).toEqual({ skills: [], rows: [], others: undefined, uncovered: [] });
  });
});
