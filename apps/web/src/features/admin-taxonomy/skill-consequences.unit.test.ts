import { expect, test } from 'vitest';
import { afterDeactivating, afterRenaming } from './skill-consequences.ts';

const NONE = {
  skillId: 1,
  activeAssignmentsTagged: 0,
  projectsDeclaring: 0,
  peopleValidated: 0,
  pendingSuggestions: 0,
  signals: 0,
};

test('renaming a skill changes the tags of active assignments and keeps all linked records', () => {
  const usage = { ...NONE, activeAssignmentsTagged: 12, projectsDeclaring: 1, peopleValidated: 9, signals: 1_310 };
  expect(afterRenaming(usage, 'React', 'React 19')).toEqual([
    'The tag “React” of 12 active assignments changes to “React 19” in the same step, so that Core Stacks stay complete. Ended assignments keep the old tag.',
    'Kept under the new name: 1 project that declares it, 9 validated levels, and 1,310 signals.',
    '“React” becomes a former name: imports and searches that use it find “React 19”.',
  ]);
  expect(afterRenaming({ ...NONE, activeAssignmentsTagged: 1 }, 'A', 'B')[0]).toMatch(/of 1 active assignment changes/);
});

test('the consequences leave out records that a skill does not have', () => {
  expect(afterRenaming(NONE, 'A', 'B')).toEqual([
    'No active assignment uses this tag.',
    '“A” becomes a former name: imports and searches that use it find “B”.',
  ]);
  expect(afterDeactivating(NONE)).toHaveLength(2);
});

test('deactivating a skill keeps its projects, pending suggestions, levels and signals', () => {
  const sentences = afterDeactivating({ ...NONE, projectsDeclaring: 2, pendingSuggestions: 1, peopleValidated: 3, signals: 4 });
  expect(sentences.slice(1)).toEqual([
    '2 active projects still declare this skill. Work there keeps creating signals.',
    '1 pending suggestion for this skill can still be decided.',
    'Existing data is kept: 3 validated levels and 4 signals.',
    'You can reactivate the skill at any time.',
  ]);
});
