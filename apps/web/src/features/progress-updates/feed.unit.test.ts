import type { ShownProgressUpdate } from '@skilltrace/contract';
import { expect, test } from 'vitest';
import { withUpdate, type Feed } from './api/list-updates.ts';

const update = (id: number, content = `Update ${id}`): ShownProgressUpdate => ({
  id,
  projectId: 1,
  userId: 1,
  content,
  externalId: null,
  createdAt: '2026-11-01T09:00:00.000Z',
  editedAt: null,
  userName: 'Ana',
  projectName: 'Harbour',
});
const feed: Feed = {
  pages: [
    { items: [update(4), update(3)], nextCursor: 'c' },
    { items: [update(2), update(1)], nextCursor: null },
  ],
  pageParams: [undefined, 'c'],
};
const contents = ({ pages }: Feed) => pages.map(({ items }) => items.map(({ content }) => content));

test('a new update is added as the first of the feed', () => {
  expect(contents(withUpdate(feed, update(5)))).toEqual([
    ['Update 5', 'Update 4', 'Update 3'],
    ['Update 2', 'Update 1'],
  ]);
});

test('an update that is already in the feed is replaced in its position', () => {
  expect(contents(withUpdate(feed, update(2, 'Rewritten')))).toEqual([
    ['Update 4', 'Update 3'],
    ['Rewritten', 'Update 1'],
  ]);
});
