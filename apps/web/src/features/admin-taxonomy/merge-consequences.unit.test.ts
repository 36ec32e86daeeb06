import { expect, test } from 'vitest';
import { afterMerging, whyNotMerged } from './merge-consequences.ts';

const NONE = {
  skillId: 1,
  intoSkillId: 2,
  projectsDeclaring: 0,
  activeAssignmentsTagged: 0,
  levelsMoved: 0,
  levelsEnded: 0,
  suggestionsMoved: 0,
  suggestionsToDecide: 0,
  signals: 0,
};
const plainly = (sentences: readonly string[]) => sentences.map((sentence) => sentence.replace(/[\u2068\u2069]/g, ''));

test('a merge names what moves, what ends and what stays', () => {
  const merge = {
    ...NONE,
    projectsDeclaring: 2,
    activeAssignmentsTagged: 1,
    levelsMoved: 3,
    levelsEnded: 1,
    suggestionsMoved: 1,
    signals: 40,
  };
  expect(plainly(afterMerging(merge, 'Postgres', 'PostgreSQL'))).toEqual([
    '“PostgreSQL” takes over: the scopes of 2 projects, the tag of 1 assignment, 3 validated levels, and 1 pending suggestion.',
    '1 validated level ends, because a decision about “PostgreSQL” exists for the same person. It stays in the history.',
    '40 signals stay with “Postgres”. Charts show them under that name, and do not count them for “PostgreSQL”.',
    '“Postgres” becomes inactive. Imports and searches that use it, or one of its aliases, find “PostgreSQL”.',
    'If you reactivate “Postgres” later, its names lead to it again, but nothing else moves back.',
  ]);
});

test('a merge of an unused skill says so, and can happen unless suggestions must be decided first', () => {
  expect(plainly(afterMerging(NONE, 'A', 'B'))).toHaveLength(3);
  expect(plainly(afterMerging(NONE, 'A', 'B'))[0]).toBe('No scope, tag, validated level or pending suggestion uses “A”.');
  expect(whyNotMerged(NONE)).toBeUndefined();
  expect(whyNotMerged({ ...NONE, suggestionsToDecide: 2 })).toMatch(/^2 pending suggestions must be decided first/);
});
