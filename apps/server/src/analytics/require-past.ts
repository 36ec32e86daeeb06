import type { ReadDatabase } from '../platform/database/read-database.js';
import { singleRow } from '../platform/database/single-row.js';
import { invalid } from '../platform/errors/domain-error.js';

const IS_FUTURE = { name: 'is_future', text: 'SELECT $1::timestamptz > now() AS "isFuture"' };

/**
 * Refuses an `asOf` that has not come yet (VALIDATION_FAILED): the ledger cannot tell what it will hold. The database's
 * clock decides, for it dates the signals; without an `asOf` it is not even asked.
 */
export async function requirePast(ledger: ReadDatabase, asOf: string | undefined): Promise<void> {
  if (asOf === undefined) return;
  if (singleRow(await ledger.query<{ isFuture: boolean }>(IS_FUTURE, [asOf])).isFuture) throw invalid('asOf', 'must not be in the future');
}
