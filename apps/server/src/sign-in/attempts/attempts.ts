import type { Connection } from '../../platform/database/connection.js';
import { singleRow } from '../../platform/database/single-row.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { hashSecret } from '../../platform/auth/api-token.js';
import { addressKey } from './address-key.js';
import { admit, MOST_FROM_ADDRESS, WINDOW_MS } from './attempt-limits.js';

/** Too many attempts failed. The caller can try again after `retryAfterS` seconds. */
export class TooManyAttempts extends DomainError {
  constructor(readonly retryAfterS: number) {
    super('RATE_LIMITED', 'Too many attempts failed. Try again in {minutes} min.', { params: { minutes: Math.ceil(retryAfterS / 60) } });
  }
}

export interface Attempt {
  email: string;
  /** The client address. */
  address: string;
}

// Attempts from one address are admitted one by one. Otherwise simultaneous attempts would not see each other.
const LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('sign-in from ' || $1, 0))";
const COUNT = `
  WITH counted AS (
    SELECT attempted_at, account_hash FROM sign_in_failures
     WHERE address = $1 AND attempted_at > $3 ORDER BY attempted_at DESC LIMIT ${MOST_FROM_ADDRESS})
  SELECT coalesce(json_agg(attempted_at ORDER BY attempted_at DESC), '[]') AS "fromAddress",
         coalesce(json_agg(attempted_at ORDER BY attempted_at DESC) FILTER (WHERE account_hash = $2), '[]') AS "onAccount"
    FROM counted`;
const RECORD = 'INSERT INTO sign_in_failures (address, account_hash, attempted_at) VALUES ($1, $2, $3)';
const FORGET_OLD = `
  DELETE FROM sign_in_failures WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM sign_in_failures WHERE attempted_at <= $1 LIMIT 1000 FOR UPDATE SKIP LOCKED))`;
const FORGIVE = 'DELETE FROM sign_in_failures WHERE address = $1 AND account_hash = $2';

/**
 * Admits a sign-in attempt, and counts it as failed until `deleteAttempts` is called. The counters are in the database, so that all
 * servers share them.
 *
 * @returns the delay before the password is checked, in milliseconds
 * @throws TooManyAttempts
 */
export async function admitAttempt(connection: Connection, { email, address }: Attempt, now: Date): Promise<number> {
  const from = addressKey(address);
  const since = new Date(now.getTime() - WINDOW_MS).toISOString();
  return connection.transaction(async (transaction) => {
    await transaction.query(LOCK, [from]);
    const counted = singleRow(
      await transaction.query<{ fromAddress: string[]; onAccount: string[] }>(COUNT, [from, hashSecret(email), since]),
    );
    const admission = admit(counted, now);
    if (!admission.admitted) throw new TooManyAttempts(admission.retryAfterS);
    await transaction.query(RECORD, [from, hashSecret(email), now.toISOString()]);
    await transaction.query(FORGET_OLD, [since]);
    return admission.delayMs;
  });
}

/** Deletes the failed attempts on this account from this address, after its owner has signed in from there. */
export async function deleteAttempts(connection: Connection, { email, address }: Attempt): Promise<void> {
  await connection.transaction((transaction) => transaction.query(FORGIVE, [addressKey(address), hashSecret(email)]));
}
