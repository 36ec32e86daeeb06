import type { AuditEntry } from '@skilltrace/contract';
import { describe, expect, it } from 'vitest';
import { groupEntries } from './group-entries.ts';

const entry = (id: number, requestId: string | null, subjectType: AuditEntry['subjectType'] = 'assignment') =>
  ({ id, requestId, subjectType }) as AuditEntry;
const page = (...items: AuditEntry[]) => ({ items, nextCursor: 'next' });
const idsIn = (...pages: ReturnType<typeof page>[]) =>
  groupEntries(pages)[0]?.items.map(({ main, others }) => [main.id, ...others.map(({ id }) => id)]);

describe('groupEntries', () => {
  it('groups consecutive entries of one request, also across pages', () => {
    expect(idsIn(page(entry(9, 'a'), entry(8, 'b'), entry(7, 'b')), page(entry(6, 'b'), entry(5, 'c')))).toEqual([[9], [6, 8, 7], [5]]);
  });

  it('describes a group by the entry of the project', () => {
    expect(idsIn(page(entry(9, 'a'), entry(8, 'a', 'project'), entry(7, 'a')))).toEqual([[8, 9, 7]]);
  });

  it('describes a group by the entry of the merge of skills', () => {
    const merge = { ...entry(7, 'a', 'skill'), action: 'skill.merged' as const };
    expect(idsIn(page(entry(9, 'a'), entry(8, 'a', 'project'), merge))).toEqual([[7, 9, 8]]);
  });

  it('does not group entries without a request, or of the same request with others between them', () => {
    expect(idsIn(page(entry(9, null), entry(8, null), entry(7, 'a'), entry(6, 'b'), entry(5, 'a')))).toEqual([[9], [8], [7], [6], [5]]);
  });

  it('says that only the last group can have more entries, and only while there is a next page', () => {
    const pages = [page(entry(9, 'a'), entry(8, 'a'), entry(7, 'b'), entry(6, 'b'))];
    const last = [{ items: [entry(5, 'b')], nextCursor: null }];
    const mayHaveMore = (all: Parameters<typeof groupEntries>[0]) => groupEntries(all)[0]?.items.map((group) => group.mayHaveMore);
    expect(mayHaveMore(pages)).toEqual([false, true]);
    expect(mayHaveMore([...pages, ...last])).toEqual([false, false]);
  });

  it('keeps the cursor of the last page', () => {
    expect(groupEntries([page(entry(1, 'a')), { items: [], nextCursor: null }])).toMatchObject([{ nextCursor: null }]);
  });
});
