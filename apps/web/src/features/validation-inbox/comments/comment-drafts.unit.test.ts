import { expect, test } from 'vitest';
import { createCommentDrafts } from './comment-drafts.ts';

function storage(kept: Record<string, string> = {}) {
  return {
    kept,
    getItem: (name: string) => kept[name] ?? null,
    setItem: (name: string, value: string) => void (kept[name] = value),
    removeItem: (name: string) => void delete kept[name],
  };
}

test('comments survive a reload for the same person only, until their suggestions are settled', () => {
  const tab = storage();
  const drafts = createCommentDrafts(1, tab);
  drafts.write([5, 6], 'Not used.');
  drafts.write([6], '');
  expect([...createCommentDrafts(1, tab).read()]).toEqual([[5, 'Not used.']]);
  expect(createCommentDrafts(2, tab).read().size).toBe(0);
  drafts.forget(new Set([6]));
  expect(drafts.read().get(5)).toBe('Not used.');
  drafts.forget(new Set([5]));
  expect(tab.kept).toEqual({});
});

test.each(['', '{}', 'null', '[1]', '[["a","b"],[1,2]]', '['])('no comments are read from the unknown value %j', (value) => {
  const drafts = createCommentDrafts(1, storage({ 'skilltrace:decision-comments:1': value }));
  expect(drafts.read().size).toBe(0);
});

test('comments are kept in memory if the storage is blocked', () => {
  const refuse = () => {
    throw new Error('blocked');
  };
  const drafts = createCommentDrafts(1, { getItem: refuse, setItem: refuse, removeItem: refuse });
  drafts.write([1], 'Why');
  expect(drafts.read().get(1)).toBe('Why');
});
