import { expect, test } from 'vitest';
import { afterDeactivating, afterRenaming } from './skill-consequences.ts';

const NONE = {
  skillId: 1,
  activeAssignmentsTagged: 0,
  projectsDeclaring: 0,
  peopleValidated: 0,
  pendingSuggestions: 0,
  signals: 0,
  formerNames: [],
};

test('a new name moves the tags that run, and says what stays', () => {
  const usage = { ...NONE, activeAssignmentsTagged: 12, projectsDeclaring: 1, peopleValidated: 9, signals: 1_310 };
  expect(afterRenaming(usage, 'React', 'React 19')).toEqual([
    'The tag “React” of 12 assignments that run becomes “React 19” at the same moment, so that no Core Stack falls apart. Assignments that ended keep the old tag.',
    '1 project that declares it, 9 validated levels and 1,310 signals keep pointing to it, under the new name.',
    '“React” stays a former name: imports and searches that use it find “React 19”.',
  ]);
  expect(afterRenaming({ ...NONE, activeAssignmentsTagged: 1 }, 'A', 'B')[0]).toMatch(/of 1 assignment that runs becomes/);
});

test('where nothing hangs on it, nothing is claimed', () => {
  expect(afterRenaming(NONE, 'A', 'B')).toEqual([
    'No assignment that runs is tagged “A”, so no tag changes.',
    '“A” stays a former name: imports and searches that use it find “B”.',
  ]);
  expect(afterDeactivating(NONE)).toHaveLength(2);
});

test('out of use, projects go on, suggestions can be decided, nothing is lost', () => {
  const sentences = afterDeactivating({ ...NONE, projectsDeclaring: 2, pendingSuggestions: 1, peopleValidated: 3, signals: 4 });
  expect(sentences.slice(1)).toEqual([
    '2 active projects declare it and keep it: work there goes on to emit its signals.',
    '1 suggestion about it can still be decided.',
    'Nothing is lost: 3 validated levels and 4 signals stay. You can reactivate it at any time.',
  ]);
});
