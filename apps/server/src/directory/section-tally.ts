import { isDeepStrictEqual } from 'node:util';
import type { ContradictionSubject, DirectoryReport, DirectorySection, DirectorySectionReport } from '@skilltrace/contract';
import { refuse, type Refusal } from './refusal.js';

/** How many rejected entries a report lists. */
export const MOST_LISTED = 100;

/** A valid entry with its index in the section. */
export interface Entry<Fields> {
  index: number;
  fields: Fields;
}

/** Counts the results of one section, and remembers the keys that rejected entries leave unresolved. */
export class SectionTally {
  created = 0;
  updated = 0;
  unchanged = 0;
  private rejectedCount = 0;
  private rejections: (Refusal & { index: number })[] = [];
  private readonly unresolved = new Map<string, number>();

  constructor(readonly section: DirectorySection) {}

  /** @param keys the keys that other entries may use to refer to this one. Entries that cannot be resolved without it are rejected too. */
  reject(index: number, refusal: Refusal, keys: readonly (string | undefined)[] = []): void {
    this.rejectedCount += 1;
    this.rejections.push({ ...refusal, index });
    // A file of many megabytes can have millions of invalid entries.
    if (this.rejections.length >= 2 * MOST_LISTED) this.rejections = this.firstRejections();
    for (const key of keys) if (key !== undefined) this.unresolved.set(key, Math.min(index, this.unresolved.get(key) ?? index));
  }

  /** Returns why an entry that refers to this key cannot be imported. Undefined if the key can be resolved. */
  refusalOfReference(key: string, field: string): Refusal | undefined {
    const index = this.unresolved.get(key);
    return index === undefined
      ? undefined
      : refuse('DEPENDS_ON_REJECTED', 'This entry refers to {entry}, which was rejected.', {
          field,
          params: { entry: `${this.section}.${index}` },
        });
  }

  /**
   * Removes entries that contradict each other. If several entries have the same key, identical ones count as unchanged; if
   * they differ, all are rejected. The order of the entries does not matter.
   */
  consistent<Fields>(entries: readonly Entry<Fields>[], keyOf: (fields: Fields) => string, subject: ContradictionSubject): Entry<Fields>[] {
    return [...groupBy(entries, ({ fields }) => keyOf(fields)).values()].flatMap((group) =>
      this.agreed(group, subject, [keyOf(group[0].fields)]),
    );
  }

  /** Returns the single entry that a group agrees on. Duplicates count as unchanged. A group with differences is rejected. */
  agreed<Fields>(
    group: readonly [Entry<Fields>, ...Entry<Fields>[]],
    subject: ContradictionSubject,
    keys: readonly string[] = [],
  ): Entry<Fields>[] {
    const [first, ...others] = group;
    const different = others.find(({ fields }) => !isDeepStrictEqual(fields, first.fields));
    if (!different) {
      this.unchanged += others.length;
      return [first];
    }
    for (const { index } of group) {
      const other = index === first.index ? different.index : first.index;
      this.reject(index, contradiction(`${this.section}.${other}`, subject), keys);
    }
    return [];
  }

  report(): DirectorySectionReport {
    return { created: this.created, updated: this.updated, unchanged: this.unchanged, rejected: this.rejectedCount };
  }

  /** The first rejected entries, in the order of the section. */
  rejected(): DirectoryReport['rejected'] {
    return this.firstRejections().map(({ index, field, ...why }) => {
      const path = [this.section, index, ...(field === undefined ? [] : [field])].join('.');
      return { section: this.section, index, path, ...why };
    });
  }

  private firstRejections() {
    return this.rejections.toSorted((a, b) => a.index - b.index).slice(0, MOST_LISTED);
  }
}

/** Why an entry is rejected that another one contradicts. */
export const contradiction = (entry: string, subject: ContradictionSubject): Refusal =>
  refuse('CONFLICT', '{entry} contradicts this entry about the same {subject}.', { params: { entry, subject } });

/** Groups members. Groups are ordered by their first member. */
export function groupBy<Member, Key>(members: readonly Member[], keyOf: (member: Member) => Key): Map<Key, [Member, ...Member[]]> {
  const groups = new Map<Key, [Member, ...Member[]]>();
  for (const member of members) {
    const group = groups.get(keyOf(member));
    if (group) group.push(member);
    else groups.set(keyOf(member), [member]);
  }
  return groups;
}
