import type { Connection, Transaction } from '../database/connection.js';

export interface StoredKey {
  request_hash: Buffer | null;
  response: Buffer | null;
}

// A second request with the same key waits here until the first has committed or rolled back.
const CLAIM = `
  INSERT INTO idempotency_keys (caller, key_hash) VALUES ($1, $2)
  ON CONFLICT (caller, key_hash) DO NOTHING RETURNING 1 AS claimed`;
const READ = 'SELECT request_hash, response FROM idempotency_keys WHERE caller = $1 AND key_hash = $2';
const KEEP_IF_NEW = `
  INSERT INTO idempotency_keys (caller, key_hash, request_hash, response) VALUES ($1, $2, $3, $4)
  ON CONFLICT (caller, key_hash) DO NOTHING RETURNING 1 AS kept`;
const KEEP = 'UPDATE idempotency_keys SET request_hash = $3, response = $4 WHERE caller = $1 AND key_hash = $2';

/** Claims a key for this transaction. Returns undefined if the claim succeeded, otherwise the row of an earlier request. */
export async function claimKey(transaction: Transaction, caller: string, keyHash: Buffer): Promise<StoredKey | undefined> {
  await transaction.query("SET LOCAL lock_timeout = '15s'");
  const claimed = await transaction.query(CLAIM, [caller, keyHash]);
  await transaction.query('SET LOCAL lock_timeout = 0');
  if (claimed.length > 0) return undefined;
  return readKey(transaction, caller, keyHash);
}

/** Returns the row that an earlier request stored under this key. */
export async function readKey(connection: Connection, caller: string, keyHash: Buffer): Promise<StoredKey | undefined> {
  const [kept] = await connection.query<StoredKey & Record<string, unknown>>(READ, [caller, keyHash]);
  return kept;
}

/** Stores a key with its request and response in one statement. @returns the row of another request that was faster, if any */
export async function storeResponseIfNew(
  connection: Connection,
  caller: string,
  keyHash: Buffer,
  requestHash: Buffer,
  response: Buffer,
): Promise<StoredKey | undefined> {
  const values = [caller, keyHash, requestHash, response];
  const kept = await connection.transaction((transaction) => transaction.query(KEEP_IF_NEW, values));
  return kept.length > 0 ? undefined : readKey(connection, caller, keyHash);
}

/** Stores the request and the response of a claimed key. */
export async function storeResponse(
  transaction: Transaction,
  caller: string,
  keyHash: Buffer,
  requestHash: Buffer,
  response: Buffer,
): Promise<void> {
  await transaction.query(KEEP, [caller, keyHash, requestHash, response]);
}
