import { expect, test } from 'vitest';
import { emptyListInWords } from './empty-list.ts';

const asked = { status: 'active', who: 'anybody', isSearched: false, isAdmin: false } as const;

test.each([
  [asked, 'No projects yet'],
  [{ ...asked, isSearched: true }, 'No active project fits'],
  [{ ...asked, isSearched: true, status: 'all' as const }, 'No project fits'],
  [{ ...asked, who: 'mine' as const }, 'You are on no active project'],
  [{ ...asked, who: 'mine' as const, status: 'completed' as const }, 'Nobody is on it any more'],
  [{ ...asked, who: 'led' as const, status: 'archived' as const }, 'You lead no archived project'],
])('%j: %s', (list, title) => {
  expect(emptyListInWords(list).title).toBe(title);
});

test('only an admin is told to create one', () => {
  expect(emptyListInWords({ ...asked, isAdmin: true }).sentence).toContain('Create');
  expect(emptyListInWords(asked).sentence).not.toContain('Create');
});
