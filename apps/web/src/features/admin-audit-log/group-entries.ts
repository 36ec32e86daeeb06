import type { AuditEntry, Page } from '@skilltrace/contract';

/** The entries of one request, such as the assignments that ended because their project was completed. */
export interface EntryGroup {
  /** The entry that describes the request. */
  main: AuditEntry;
  others: readonly AuditEntry[];
  /** Whether the next page can have more entries of the request. */
  mayHaveMore: boolean;
}

/** The entry of a merge, or of a project, if there is one, because the other changes follow from it; otherwise the one that was written first. */
function toGroup(entries: readonly AuditEntry[], mayHaveMore: boolean): EntryGroup {
  const main =
    entries.findLast(({ action }) => action === 'skill.merged') ??
    entries.findLast(({ subjectType }) => subjectType === 'project') ??
    entries.at(-1);
  if (!main) throw new Error('A group has at least one entry');
  return { main, others: entries.filter((entry) => entry !== main), mayHaveMore };
}

/** Puts consecutive entries of the same request into one group, across pages. Entries without a request stay alone. */
export function groupEntries(pages: readonly Page<AuditEntry>[]): Page<EntryGroup>[] {
  const groups: AuditEntry[][] = [];
  for (const entry of pages.flatMap(({ items }) => items)) {
    const last = groups.at(-1);
    if (last && entry.requestId !== null && last[0]?.requestId === entry.requestId) last.push(entry);
    else groups.push([entry]);
  }
  const nextCursor = pages.at(-1)?.nextCursor ?? null;
  return [{ items: groups.map((entries) => toGroup(entries, nextCursor !== null && entries === groups.at(-1))), nextCursor }];
}
