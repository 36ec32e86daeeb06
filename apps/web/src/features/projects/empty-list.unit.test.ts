import { expect, test } from 'vitest';
import { emptyListInWords } from './empty-list.ts';

const asked = { status: 'active', who: 'all', isSearched: false, isAdmin: false } as const;

test.each([
  [asked, 'No projects yet'],
  [{ ...asked, isSearched: true }, 'No matching active projects'],
  [{ ...asked, isSearched: true, status: 'all' as const }, 'No matching projects'],
  [{ ...asked, who: 'mine' as const }, 'You are not on an active project'],
  [{ ...asked, who: 'mine' as const, status: 'completed' as const }, 'Completed projects have no active members'],
  [{ ...asked, who: 'led' as const, status: 'archived' as const }, 'You lead no archived projects'],
])('the empty list for %j has the title %s', (list, title) => {
  expect(emptyListInWords(list).title).toBe(title);
});

test('the empty list suggests creating a project only to an admin', () => {
  expect(emptyListInWords({ ...asked, isAdmin: true }).sentence).toContain('Create');
  expect(emptyListInWords(asked).sentence).not.toContain('Create');
});
