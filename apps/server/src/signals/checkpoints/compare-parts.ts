import type { PartDigest } from './checkpoint.js';
import { coveredLedgers, partInWords, rowsInWords, type CoveredLedger } from './covered-ledgers.js';
import type { PartNow } from './read-digests.js';

/** A part of a ledger that has changed since the checkpoint. */
export interface Difference {
  ledger: CoveredLedger;
  part: number;
  /** The number of rows that the checkpoint covered. Null for a checkpoint without counts. */
  rowsThen: number | null;
  /** The number of rows that it covers and that exist now. */
  rowsNow: number;
  /** The number of rows added since then with an earlier recording time. */
  backdated: number;
  text: string;
}

/** One part in the checkpoint and in the database. */
export interface Pair {
  before: PartDigest | undefined;
  now: PartNow | undefined;
}

/** Pairs the parts of both sides, which come in the same order. */
export async function* pairParts(before: AsyncIterable<PartDigest>, now: AsyncIterable<PartNow>): AsyncGenerator<Pair> {
  const [left, right] = [before[Symbol.asyncIterator](), now[Symbol.asyncIterator]()];
  let [a, b] = [await left.next(), await right.next()];
  while (!a.done || !b.done) {
    const order = a.done ? 1 : b.done ? -1 : compare(a.value, b.value);
    yield { before: order <= 0 && !a.done ? a.value : undefined, now: order >= 0 && !b.done ? b.value : undefined };
    if (order <= 0) a = await left.next();
    if (order >= 0) b = await right.next();
  }
}

/** Returns the difference in a pair. Undefined if there is none. */
export function differenceOf({ before, now }: Pair): Difference | undefined {
  const rowsNow = now?.rowsThen ?? 0;
  const backdated = now?.backdated ?? 0;
  if ((before?.digest ?? null) === (rowsNow > 0 ? (now?.digestThen ?? null) : null) && backdated === 0) return undefined;
  const { ledger, part } = before ?? now ?? { ledger: 'signals', part: 0 };
  const rowsThen = before ? (before.rows ?? null) : 0;
  const rows = rowsInWords(ledger);
  const counts = backdated > 0 ? `${backdated} ${rows} backdated` : `${rowsThen ?? 'some'} ${rows} in the checkpoint, ${rowsNow} now`;
  return { ledger, part, rowsThen, rowsNow, backdated, text: `${partInWords(ledger, part)}: ${counts}` };
}

function compare(a: { ledger: CoveredLedger; part: number }, b: { ledger: CoveredLedger; part: number }): number {
  return coveredLedgers.indexOf(a.ledger) - coveredLedgers.indexOf(b.ledger) || a.part - b.part;
}
