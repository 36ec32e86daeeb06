import { expect, test } from 'vitest';
import { erasureWords } from './erasure-words.ts';

const nothing = {
  ends: { sessions: 0, apiTokens: 0, assignments: 0, pendingSuggestions: 0, mentorshipSessions: 0 },
  goes: { progressUpdates: 0, comments: 0, savedViews: 0, skillProposals: 0, mentions: 0 },
  stays: { signals: 0, validatedSkills: 1, projectsLed: 0, keys: 0 },
};

test('the preview of an erasure counts what is deleted, what ends and what is kept', () => {
  const words = erasureWords({
    ends: { sessions: 2, apiTokens: 1, assignments: 2, pendingSuggestions: 1, mentorshipSessions: 3 },
    goes: { progressUpdates: 41, comments: 2, savedViews: 1, skillProposals: 2, mentions: 1 },
    stays: { signals: 180, validatedSkills: 7, projectsLed: 1, keys: 2 },
  });
  expect(words.goes.slice(1)).toEqual([
    'The text of 41 progress updates.',
    'The text of 2 comments on decisions.',
    '1 saved view.',
    '2 proposed skills.',
    'Full name and address in 1 text by another person.',
    '2 active assignments.',
    '1 pending suggestion.',
    '3 upcoming mentorship sessions.',
    '1 API token.',
  ]);
  expect(words.stays[0]).toMatch(/^180 signals and 7 validated skills, under the name “Former member”/);
  expect(words.notes).toEqual([
    'This person leads 1 active project, which needs another Tech Lead. Until then, admins review its skill requests.',
    '2 skill names, tags or external IDs contain the name or address of this person. They are not changed.',
    expect.stringContaining('Backups'),
  ]);
});

test('the preview of an erasure leaves out counts of zero', () => {
  const words = erasureWords(nothing);
  expect(words.goes).toHaveLength(1);
  expect(words.stays[0]).toMatch(/^0 signals and 1 validated skill,/);
  expect(words.notes).toEqual([expect.stringContaining('Backups')]);
});
