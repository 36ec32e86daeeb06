import type { DirectoryReport, DirectorySection, DirectorySectionReport, ErrorCode } from '@skilltrace/contract';

export interface Rejection {
  index: number;
  code: ErrorCode;
  message: string;
}

/** Counts what becomes of the entries of one section. */
export class SectionTally {
  created = 0;
  updated = 0;
  unchanged = 0;
  private readonly rejections: Rejection[] = [];

  /** Where the entries that are left stand in the file. */
  private places: readonly number[] | undefined;

  constructor(readonly section: DirectorySection) {}

  reject(index: number, code: ErrorCode, message: string): void {
    this.rejections.push({ index: this.places?.[index] ?? index, code, message });
  }

  /** Rejects the entries that name an erased person. @returns the others, whose places are those of the file all the same */
  withoutErased<Entry extends object>(entries: readonly Entry[], isErased: (section: DirectorySection, entry: Entry) => boolean): Entry[] {
    const placed = entries.map((entry, place) => ({ entry, place }));
    const left = placed.filter(({ entry, place }) => {
      const erased = isErased(this.section, entry);
      if (erased) this.reject(place, 'PERSON_ERASED', 'This person was erased.');
      return !erased;
    });
    this.places = left.map(({ place }) => place);
    return left.map(({ entry }) => entry);
  }

  /**
   * The entries with their place. Of two with the same key the first counts and the others are rejected: which of them
   * is meant, nobody could tell.
   */
  distinct<Entry>(entries: readonly Entry[], keyOf: (entry: Entry) => string): { index: number; entry: Entry }[] {
    const seen = new Set<string>();
    return entries
      .map((entry, index) => ({ index, entry }))
      .filter(({ index, entry }) => {
        const key = keyOf(entry);
        if (seen.has(key)) this.reject(index, 'CONFLICT', 'This stands in the section before; the first entry counts.');
        return !seen.has(key) && seen.add(key);
      });
  }

  report(): DirectorySectionReport {
    return { created: this.created, updated: this.updated, unchanged: this.unchanged, rejected: this.rejections.length };
  }

  rejected(): DirectoryReport['rejected'] {
    return this.rejections.toSorted((a, b) => a.index - b.index).map((rejection) => ({ section: this.section, ...rejection }));
  }
}
