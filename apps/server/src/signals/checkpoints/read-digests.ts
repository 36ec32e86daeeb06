import type { QueryResultRow } from 'pg';
import type { Transaction } from '../../platform/database/connection.js';
import type { Reach } from './checkpoint.js';
import { coveredLedgers, digestStatement, type CoveredLedger } from './covered-ledgers.js';

/** What the database holds of one part now. */
export interface PartNow {
  ledger: CoveredLedger;
  part: number;
  /** The rows that the reference checkpoint covers. */
  rowsThen: number;
  digestThen: string | null;
  /** All rows. */
  rowsNow: number;
  /** Only where it was asked for. */
  digestNow: string | undefined;
  recordedUntil: string | null;
  /** Rows that came after the checkpoint and say that they were recorded more than a day before it. */
  backdated: number;
}

const ROWS_A_FETCH = 2_000;

/**
 * Makes the transaction read what the tables hold and nothing else: no function, operator or table of another schema stands in,
 * and rows that a policy hides are an error. A cursor is read to its end, so that it is planned for that.
 */
export const ONLY_WHAT_IS_STORED = `
  SET LOCAL search_path = pg_catalog, pg_temp; SET LOCAL row_security = off; SET LOCAL timezone = 'UTC';
  SET LOCAL cursor_tuple_fraction = 1; SET LOCAL work_mem = '64MB'; SET LOCAL statement_timeout = 0`;

/** Reads a statement of any length in bounded memory. The literals are put into the text, because a cursor takes no parameters here. */
export async function* rowsOfCursor<Row extends QueryResultRow>(transaction: Transaction, name: string, sql: string): AsyncGenerator<Row> {
  await transaction.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${sql}`);
  for (;;) {
    const rows = await transaction.query<Row>(`FETCH ${ROWS_A_FETCH} FROM ${name}`);
    yield* rows;
    if (rows.length < ROWS_A_FETCH) break;
  }
  await transaction.query(`CLOSE ${name}`);
}

/** The digests of all parts, ledger by ledger, in ascending order. Without a reference, none of the rows is covered. */
export async function* readDigests(transaction: Transaction, reference: Reach | undefined, withNow: boolean): AsyncGenerator<PartNow> {
  const literals = [reference?.snapshot, reference?.recordedUntil, reference?.clusterSince].map(literal);
  for (const ledger of coveredLedgers) {
    const sql = digestStatement(ledger, withNow).replaceAll(/\$([123])/g, (_, place: string) => literals[Number(place) - 1] ?? 'NULL');
    for await (const row of rowsOfCursor<Omit<PartNow, 'ledger' | 'part'> & { part: string }>(transaction, `digests_${ledger}`, sql))
      yield { ...row, ledger, part: Number(row.part) };
  }
}

function literal(value: string | undefined): string {
  if (value === undefined) return 'NULL';
  if (!/^[\w:.,+-]*$/.test(value)) throw new Error('This is neither a snapshot nor a time');
  return `'${value}'`;
}
