import type { DirectorySection } from '@skilltrace/contract';
import type { Transaction } from '../platform/database/connection.js';
import type { SectionTally } from './section-tally.js';

/** One application of a file: what the sections share while they are brought in line one after the other. */
export interface DirectoryRun {
  transaction: Transaction;
  /** ISO 8601, the time of the transaction. */
  now: string;
  tally: Readonly<Record<DirectorySection, SectionTally>>;
  /** Former names that the file uses, with the current name of the skill. */
  renamed: Map<string, string>;
  /** The people in whose name the file is applied: a file says nothing about their skills. */
  actingProfileIds: ReadonlySet<number>;
}
