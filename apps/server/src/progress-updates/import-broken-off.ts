import { PartlyDone } from '../platform/errors/partly-done.js';
import { isLostUnderWay, sqlState } from '../platform/errors/sqlstate.js';
import type { ImportTally } from './import-tally.js';

type Tally = Pick<ImportTally, 'committedTo' | 'sentTo' | 'standing'>;

// With these it ends the connection; as a rule what was under way is undone, but nobody can be sure.
const ENDED_BY_POSTGRES = /^57P0[12]$/;
const AGAIN = 'The same file can be sent again: nothing is imported twice.';

/**
 * The failure of an import whose batches stand, with what came of them and which line is the first that was not taken. Where
 * nothing stands, and that is certain, the failure as it is.
 */
export function brokenOff(cause: unknown, tally: Tally): unknown {
  const { committedTo, sentTo } = tally;
  const mayStand = sentTo > committedTo && (isLostUnderWay(cause) || ENDED_BY_POSTGRES.test(sqlState(cause) ?? ''));
  if (committedTo === 0 && !mayStand) return cause;
  const next = inWords(committedTo + 1);
  const open = mayStand
    ? `Whether lines ${next} to ${inWords(sentTo)} stand ${committedTo === 0 ? '' : 'as well '}is not known, and none after them does.`
    : `Line ${next} is the first that was not taken.`;
  const done = committedTo === 0 ? [] : [whatStands(`Down to line ${inWords(committedTo)}`, tally)];
  return new PartlyDone(cause, [...done, open, AGAIN].join(' '), { ...tally.standing(), nextLine: committedTo + 1 });
}

/** The failure of an import that stands as a whole, and that the audit log could not be told of. */
export function unrecorded(cause: unknown, tally: Tally): unknown {
  if (tally.committedTo === 0) return cause;
  const what = 'What failed is the entry of this import in the audit log.';
  return new PartlyDone(cause, [whatStands('To its end', tally), what, AGAIN].join(' '), { ...tally.standing(), nextLine: null });
}

function whatStands(howFar: string, tally: Tally): string {
  const { imported, duplicates, rejected } = tally.standing();
  return `${howFar} the file is done, and that stands: ${inWords(imported)} imported, ${inWords(duplicates)} there already, ${inWords(rejected)} rejected.`;
}

const inWords = (number: number): string => number.toLocaleString('en');
