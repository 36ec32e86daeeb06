import type { DirectorySection } from '@skilltrace/contract';
import type { Transaction } from '../platform/database/connection.js';
import type { SectionTally } from './section-tally.js';

/** The state shared by all sections while one file is imported. Sections are processed one after the other. */
export interface DirectoryRun {
  transaction: Transaction;
  /** ISO 8601, the time of the transaction. */
  now: string;
  tally: Readonly<Record<DirectorySection, SectionTally>>;
  /** Former skill names that the file uses, mapped to the current names. */
  renamed: Map<string, string>;
  /** The people on whose behalf the file is imported. Entries about their own skills are rejected. */
  actingProfileIds: ReadonlySet<number>;
}
