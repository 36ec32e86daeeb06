import { PartlyDone } from '../platform/errors/partly-done.js';
import { isLostAfterSending, sqlState } from '../platform/errors/sqlstate.js';
import type { ImportTally } from './import-tally.js';

type Tally = Pick<ImportTally, 'committedTo' | 'sentTo' | 'standing'>;

// PostgreSQL ends the connection with these codes. A running transaction is usually rolled back, but the client cannot be sure.
const ENDED_BY_POSTGRES = /^57P0[12]$/;
const AGAIN = 'You can import the same file again. Lines that were already imported are skipped.';

/**
 * Returns the error of an import that was interrupted after committing some batches, with the results so far and the first line
 * that was not imported. Returns the cause unchanged if certainly nothing was imported.
 */
export function interruptedImport(cause: unknown, tally: Tally): unknown {
  const { committedTo, sentTo } = tally;
  const isUnknown = sentTo > committedTo && (isLostAfterSending(cause) || ENDED_BY_POSTGRES.test(sqlState(cause) ?? ''));
  if (committedTo === 0 && !isUnknown) return cause;
  const next = inWords(committedTo + 1);
  const open = isUnknown
    ? `It is not known whether lines ${next} to ${inWords(sentTo)} were imported. No later line was.`
    : `Lines from ${next} on were not imported.`;
  const done = committedTo === 0 ? [] : [resultSoFar(`Lines up to ${inWords(committedTo)}`, tally)];
  return new PartlyDone(cause, [...done, open, AGAIN].join(' '), { ...tally.standing(), nextLine: committedTo + 1 });
}

/** Returns the error of an import that was committed completely but could not be recorded in the audit log. */
export function unrecordedImport(cause: unknown, tally: Tally): unknown {
  if (tally.committedTo === 0) return cause;
  const what = 'The import could not be recorded in the audit log.';
  return new PartlyDone(cause, [resultSoFar('All lines', tally), what, AGAIN].join(' '), { ...tally.standing(), nextLine: null });
}

function resultSoFar(lines: string, tally: Tally): string {
  const { imported, duplicates, rejected } = tally.standing();
  return `${lines} were processed: ${inWords(imported)} imported, ${inWords(duplicates)} duplicates, ${inWords(rejected)} rejected.`;
}

const inWords = (number: number): string => number.toLocaleString('en');
