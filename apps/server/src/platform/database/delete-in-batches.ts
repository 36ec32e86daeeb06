import type { Connection } from './connection.js';

/** How many rows a statement for `deleteInBatches` takes at most. */
export const A_BATCH = 1_000;

/**
 * Repeats a DELETE of at most `A_BATCH` rows until there are fewer, so that no transaction gets long.
 *
 * @param statement returns a row for each that it deleted
 * @returns how many there were
 */
export async function deleteInBatches(connection: Connection, statement: string): Promise<number> {
  let deleted = 0;
  for (;;) {
    const { length } = await connection.transaction((transaction) => transaction.query(statement));
    deleted += length;
    if (length < A_BATCH) return deleted;
  }
}
