import type { MatrixPerson, SkillsMatrix } from '@skilltrace/contract';
import { describe, expect, it } from 'vitest';
import { cellsIn, tableOf } from './matrix-table.ts';

const cell = (skillId: number) => ({
  skillId,
  proficiencyLevel: null,
  lastValidatedAt: null,
  isStale: false,
  signals: skillId,
  lastSignalAt: '2026-01-01T00:00:00.000Z',
});
const person = (profileId: number, project: number | undefined, ...skillIds: number[]): MatrixPerson => ({
  profileId,
  name: `Person ${profileId}`,
  title: null,
  group: project === undefined ? null : { projectId: project, name: `Project ${project}` },
  cells: skillIds.map(cell),
});
const tile = (people: MatrixPerson[], skillIds: number[], totals: SkillsMatrix['totals'] = null): SkillsMatrix => ({
  skills: skillIds.map((skillId) => ({ skillId, name: `Skill ${skillId}`, category: 'Test' })),
  people,
  totals,
  nextCursor: null,
  nextSkillCursor: null,
});

describe('tableOf', () => {
  it('is undefined until the first tile is loaded', () => {
    expect(tableOf([[undefined]])).toBeUndefined();
  });

  it('counts the rows and columns that are not loaded yet', () => {
    const table = tableOf([[tile([person(1, undefined), person(2, undefined)], [7], { people: 9, skills: 4 })]]);
    expect(table).toMatchObject({ rowCount: 9, columnCount: 4, people: 9 });
    expect(table?.rows.map(({ kind }) => kind)).toEqual(['person', 'person']);
  });

  it('has one more page of rows and columns until the people are counted, and no more at the end', () => {
    const first = { ...tile([person(1, undefined), person(2, undefined)], [7]), nextCursor: 'next', nextSkillCursor: 'next' };
    expect(tableOf([[first]])).toMatchObject({ rowCount: 4, columnCount: 2, people: undefined });
    expect(tableOf([[first, tile([], [8])], [tile([person(3, undefined)], [7])]])).toMatchObject({ rowCount: 3, columnCount: 2 });
    expect(tableOf([[first, undefined], [undefined]])).toMatchObject({ rowCount: 4, columnCount: 2 });
    expect(tableOf([[first]], { people: 5, skills: 9 })).toMatchObject({ rowCount: 5, columnCount: 9, people: 5 });
  });

  it('puts one heading before each group, also if the group continues on the next page', () => {
    const first = tile([person(1, 5), person(2, 5)], [7], { people: 4, skills: 1 });
    const table = tableOf([[first], [tile([person(3, 5), person(1, 6)], [7])]]);
    expect(table?.rows.map((row) => (row.kind === 'group' ? row.group.name : row.person.profileId))).toEqual([
      'Project 5',
      1,
      2,
      3,
      'Project 6',
      1,
    ]);
    expect(table?.rowCount).toBe(6);
  });
});

describe('cellsIn', () => {
  it('finds the cells of a person in the tile of other skills, by person and group', () => {
    const further = tile([person(2, 5, 8), person(1, 6, 9), person(1, 5, 8, 9)], [8, 9]);
    expect([...(cellsIn(further, person(1, 5, 7))?.keys() ?? [])]).toEqual([8, 9]);
    expect(cellsIn(further, person(3, 5))).toBeUndefined();
  });
});
