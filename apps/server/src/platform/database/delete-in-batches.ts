import type { Connection } from './connection.js';

/** The maximum number of rows that a statement for `deleteInBatches` may delete. */
export const BATCH_SIZE = 1_000;

/**
 * Repeats a DELETE of at most `BATCH_SIZE` rows until it deletes fewer, so that no transaction gets long.
 *
 * @param statement must return one row for each deleted row
 * @returns the number of deleted rows
 */
export async function deleteInBatches(connection: Connection, statement: string): Promise<number> {
  let deleted = 0;
  for (;;) {
    const { length } = await connection.transaction((transaction) => transaction.query(statement));
    deleted += length;
    if (length < BATCH_SIZE) return deleted;
  }
}
