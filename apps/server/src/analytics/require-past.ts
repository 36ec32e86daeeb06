import type { Connection } from '../platform/database/connection.js';
import { singleRow } from '../platform/database/single-row.js';
import { invalid } from '../platform/errors/domain-error.js';

const IS_FUTURE = { name: 'is_future', text: 'SELECT $1::timestamptz > now() AS "isFuture"' };

/**
 * Rejects an `asOf` in the future (VALIDATION_FAILED), because the ledger could still change before that time. Uses the
 * database's clock, which also dates the signals. Without an `asOf` it sends no query.
 */
export async function requirePast(ledger: Connection, asOf: string | undefined): Promise<void> {
  if (asOf === undefined) return;
  if (singleRow(await ledger.query<{ isFuture: boolean }>(IS_FUTURE, [asOf])).isFuture) throw invalid('asOf', 'must not be in the future');
}
