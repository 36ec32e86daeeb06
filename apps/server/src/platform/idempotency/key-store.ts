import type { Transaction } from '../database/connection.js';

export interface KeptRow {
  request_hash: Buffer | null;
  response: Buffer | null;
}

// A second request with the same key waits here until the first has committed or rolled back.
const CLAIM = `
  INSERT INTO idempotency_keys (caller, key_hash) VALUES ($1, $2)
  ON CONFLICT (caller, key_hash) DO NOTHING RETURNING 1 AS claimed`;
const READ = 'SELECT request_hash, response FROM idempotency_keys WHERE caller = $1 AND key_hash = $2';
const KEEP = 'UPDATE idempotency_keys SET request_hash = $3, response = $4 WHERE caller = $1 AND key_hash = $2';

/** Claims a key for this transaction: undefined when it is ours now, else what an earlier request left. */
export async function claimKey(transaction: Transaction, caller: string, keyHash: Buffer): Promise<KeptRow | undefined> {
  await transaction.query("SET LOCAL lock_timeout = '15s'");
  const claimed = await transaction.query(CLAIM, [caller, keyHash]);
  await transaction.query('SET LOCAL lock_timeout = 0');
  if (claimed.length > 0) return undefined;
  const [kept] = await transaction.query<KeptRow & Record<string, unknown>>(READ, [caller, keyHash]);
  return kept;
}

/** Binds the key to this request and its answer. */
export async function keepAnswer(
  transaction: Transaction,
  caller: string,
  keyHash: Buffer,
  requestHash: Buffer,
  response: Buffer,
): Promise<void> {
  await transaction.query(KEEP, [caller, keyHash, requestHash, response]);
}
