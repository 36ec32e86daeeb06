import { isDeepStrictEqual } from 'node:util';
import type { DirectoryReport, DirectorySection, DirectorySectionReport, ErrorCode } from '@skilltrace/contract';

/** An entry that fits its schema, with its place in the section. */
export interface Entry<Fields> {
  index: number;
  fields: Fields;
}

/** Why an entry is not imported. */
export interface Refusal {
  code: ErrorCode;
  message: string;
  /** The field that is wrong, such as `email`; the whole entry where it is left out. */
  field?: string;
}

/** Counts what becomes of the entries of one section, and keeps which keys their rejections leave unclear. */
export class SectionTally {
  created = 0;
  updated = 0;
  unchanged = 0;
  private readonly rejections: (Refusal & { index: number })[] = [];
  private readonly unclear = new Map<string, number>();

  constructor(readonly section: DirectorySection) {}

  /**
   * @param keys what other entries may refer to this one by: where that means nothing without it, they are rejected too
   */
  reject(index: number, refusal: Refusal, keys: readonly (string | undefined)[] = []): void {
    this.rejections.push({ ...refusal, index });
    for (const key of keys) if (key !== undefined) this.unclear.set(key, Math.min(index, this.unclear.get(key) ?? index));
  }

  /** Why an entry that refers to this key cannot be imported; undefined where its meaning is clear. */
  refusalOfReference(key: string, field: string): Refusal | undefined {
    const index = this.unclear.get(key);
    return index === undefined
      ? undefined
      : { code: 'DEPENDS_ON_REJECTED', message: `This entry refers to ${this.section}.${index}, which was rejected.`, field };
  }

  /**
   * The entries without those that contradict each other: of several with one key, copies count as unchanged, and all are
   * rejected where they differ. The order of the entries does not matter.
   */
  consistent<Fields>(entries: readonly Entry<Fields>[], keyOf: (fields: Fields) => string, what: string): Entry<Fields>[] {
    return [...groupBy(entries, ({ fields }) => keyOf(fields)).values()].flatMap((group) =>
      this.agreed(group, what, [keyOf(group[0].fields)]),
    );
  }

  /** The one entry that all of a group agree on. Copies count as unchanged; a group that does not agree is rejected. */
  agreed<Fields>(group: readonly [Entry<Fields>, ...Entry<Fields>[]], what: string, keys: readonly string[] = []): Entry<Fields>[] {
    const [first, ...others] = group;
    const different = others.find(({ fields }) => !isDeepStrictEqual(fields, first.fields));
    if (!different) {
      this.unchanged += others.length;
      return [first];
    }
    for (const { index } of group) {
      const other = index === first.index ? different.index : first.index;
      this.reject(index, { code: 'CONFLICT', message: `${this.section}.${other} says something else about the same ${what}.` }, keys);
    }
    return [];
  }

  report(): DirectorySectionReport {
    return { created: this.created, updated: this.updated, unchanged: this.unchanged, rejected: this.rejections.length };
  }

  rejected(): DirectoryReport['rejected'] {
    return this.rejections
      .toSorted((a, b) => a.index - b.index)
      .map(({ index, field, code, message }) => {
        const path = [this.section, index, ...(field === undefined ? [] : [field])].join('.');
        return { section: this.section, index, path, code, message };
      });
  }
}

/** Groups in the order of their first member. */
export function groupBy<Member, Key>(members: readonly Member[], keyOf: (member: Member) => Key): Map<Key, [Member, ...Member[]]> {
  const groups = new Map<Key, [Member, ...Member[]]>();
  for (const member of members) {
    const group = groups.get(keyOf(member));
    if (group) group.push(member);
    else groups.set(keyOf(member), [member]);
  }
  return groups;
}
