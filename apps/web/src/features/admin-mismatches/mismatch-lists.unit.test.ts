import { expect, test } from 'vitest';
import { mismatchesCsv } from './mismatch-lists.ts';

const person = { profileId: 7, profileName: '=cmd()', skillId: 3, skillName: 'C, or C++' };
const mismatches = {
  validatedButUnexercised: [
    { ...person, proficiencyLevel: 'EXPERT' as const, lastValidatedAt: '2024-01-01T00:00:00.000Z', lastSignalAt: null },
  ],
  exercisedButUnvalidated: [{ ...person, signals: 4, lastSignalAt: '2025-01-01T00:00:00.000Z' }],
  declaredButNeverSignalled: [{ projectId: 1, projectName: 'Harbour', skillId: 3, skillName: '-1' }],
};

test('each list has its own CSV columns, and names cannot run as formulas', () => {
  expect(mismatchesCsv('validatedButUnexercised', mismatches).split('\r\n')[1]).toBe(
    '"\'=cmd()",7,"C, or C++",3,EXPERT,2024-01-01T00:00:00.000Z,',
  );
  expect(mismatchesCsv('exercisedButUnvalidated', mismatches).split('\r\n')[1]).toBe(
    '"\'=cmd()",7,"C, or C++",3,4,2025-01-01T00:00:00.000Z',
  );
  expect(mismatchesCsv('declaredButNeverSignalled', mismatches)).toBe('Project,Project ID,Skill,Skill ID\r\nHarbour,1,"\'-1",3\r\n');
});
