import type { QueryResultRow } from 'pg';
import type { Transaction } from '../../platform/database/connection.js';
import type { Reach } from './checkpoint.js';
import { coveredLedgers, digestStatement, type CoveredLedger } from './covered-ledgers.js';

/** The current state of one part in the database. */
export interface PartNow {
  ledger: CoveredLedger;
  part: number;
  /** The number of rows that the reference checkpoint covers. */
  rowsThen: number;
  digestThen: string | null;
  /** The number of all rows, of a moment if one was given. */
  rowsNow: number;
  /** Undefined if not requested. */
  digestNow: string | undefined;
  recordedUntil: string | null;
  /** The number of rows added after the checkpoint with a recording time more than a day before it. */
  backdated: number;
}

const ROWS_A_FETCH = 2_000;

/**
 * Settings that make the transaction read exactly what the tables store: no function, operator or table of another schema is
 * used, and rows hidden by a policy cause an error. Cursors are planned for reading all rows.
 */
export const READ_STORED_ROWS_ONLY = `
  SET LOCAL search_path = pg_catalog, pg_temp; SET LOCAL row_security = off; SET LOCAL timezone = 'UTC';
  SET LOCAL cursor_tuple_fraction = 1; SET LOCAL work_mem = '64MB'; SET LOCAL statement_timeout = 0`;

/** Reads a result of any size in bounded memory. Values must be inlined in the text, because the cursor has no parameters. */
export async function* rowsOfCursor<Row extends QueryResultRow>(transaction: Transaction, name: string, sql: string): AsyncGenerator<Row> {
  await transaction.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${sql}`);
  for (;;) {
    const rows = await transaction.query<Row>(`FETCH ${ROWS_A_FETCH} FROM ${name}`);
    yield* rows;
    if (rows.length < ROWS_A_FETCH) break;
  }
  await transaction.query(`CLOSE ${name}`);
}

/** A moment: the committed transactions, and the time since which the ledger has been in this cluster. */
export type Moment = Pick<Reach, 'snapshot' | 'clusterSince'>;

/**
 * Reads the digests of all parts, by ledger in ascending order. Without a reference, no rows are covered.
 *
 * @param now also computes the digests of all rows of this moment, and omits later ones
 */
export async function* readDigests(transaction: Transaction, reference: Reach | undefined, now?: Moment): AsyncGenerator<PartNow> {
  const moment = now && [now.snapshot, now.clusterSince, tooLate(now.snapshot)];
  const literals = [reference?.snapshot, reference?.recordedUntil, reference?.clusterSince, ...(moment ?? [])].map(literal);
  for (const ledger of coveredLedgers) {
    const sql = digestStatement(ledger, moment !== undefined).replaceAll(
      /\$([1-6])/g,
      (_, place: string) => literals[Number(place) - 1] ?? 'NULL',
    );
    for await (const row of rowsOfCursor<Omit<PartNow, 'ledger' | 'part'> & { part: string }>(transaction, `digests_${ledger}`, sql))
      yield { ...row, ledger, part: Number(row.part) };
  }
}

/** A number that no transaction reaches while the digests are read. The text of a snapshot is xmin:xmax:list. */
const tooLate = (snapshot: string) => String(BigInt(snapshot.split(':')[1] ?? '0') + 1_000_000n);

function literal(value: string | undefined): string {
  if (value === undefined) return 'NULL';
  if (!/^[\w:.,+-]*$/.test(value)) throw new Error('Not a snapshot or a time');
  return `'${value}'`;
}
