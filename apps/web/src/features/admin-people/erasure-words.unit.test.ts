import { expect, test } from 'vitest';
import { erasureWords } from './erasure-words.ts';

const nothing = {
  ends: { sessions: 0, apiTokens: 0, assignments: 0, pendingSuggestions: 0, mentorshipSessions: 0 },
  goes: { progressUpdates: 0, mentions: 0 },
  stays: { signals: 0, validatedSkills: 1, projectsLed: 0, keys: 0 },
};

test('tells what goes, ends and stays, in figures', () => {
  const words = erasureWords({
    ends: { sessions: 2, apiTokens: 1, assignments: 2, pendingSuggestions: 1, mentorshipSessions: 3 },
    goes: { progressUpdates: 41, mentions: 1 },
    stays: { signals: 180, validatedSkills: 7, projectsLed: 1, keys: 2 },
  });
  expect(words.goes.slice(1)).toEqual([
    'The text of 41 progress updates.',
    'Full name and address in 1 text of others.',
    '2 active assignments, 1 suggestion that waits, 3 mentorship sessions to come, 1 API token.',
  ]);
  expect(words.stays[0]).toMatch(/^180 signals and 7 validated skills, as those of a former member/);
  expect(words.notes).toHaveLength(3);
});

test('does not tell what there is none of', () => {
  const words = erasureWords(nothing);
  expect(words.goes).toHaveLength(1);
  expect(words.stays[0]).toMatch(/^0 signals and 1 validated skill,/);
  expect(words.notes).toEqual([expect.stringContaining('Backups')]);
});
