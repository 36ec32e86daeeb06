import { newPassword, problemOfIssue } from '@skilltrace/contract';
import type { Connection, Transaction } from '../../platform/database/connection.js';
import { invalid, invalidFields } from '../../platform/errors/domain-error.js';
import { isGuessable } from './guessable-password.js';
import type { Party } from './hashing-turns.js';
import { hashOf, isCurrent, matches } from './password-hash.js';

/** Adds with an IMMUTABLE operator, which an interval and a time with time zone have not. */
const justAfter = (time: string) => `((${time} AT TIME ZONE 'UTC' + interval '1 millisecond') AT TIME ZONE 'UTC')`;
const STORE = `
  INSERT INTO auth_accounts (profile_id, provider_id, account_id, password, known_to_ids, updated_at)
  VALUES ($1, 'credential', $1::bigint::text, $2, $3, date_trunc('milliseconds', now()))
  ON CONFLICT (provider_id, account_id)
  DO UPDATE SET password = excluded.password, known_to_ids = excluded.known_to_ids,
    updated_at = greatest(excluded.updated_at, ${justAfter('auth_accounts.updated_at')})`;
const REPLACE = `
  UPDATE auth_accounts SET password = $3, known_to_ids = '{}', updated_at = greatest(date_trunc('milliseconds', now()), ${justAfter('updated_at')})
   WHERE provider_id = 'credential' AND account_id = $1::bigint::text AND updated_at = $2::timestamptz RETURNING id`;
// Only if the password has not been changed in the meantime.
const RENEW = "UPDATE auth_accounts SET password = $3 WHERE provider_id = 'credential' AND account_id = $1::bigint::text AND password = $2";

/** Sets or replaces the password of a profile. Sessions stay valid. @throws VALIDATION_FAILED, NOT_FOUND */
export async function setPassword(connection: Connection, profileId: number, password: string): Promise<void> {
  await storePassword(connection, profileId, await hashNewPassword(password));
}

/**
 * Checks a password against the rules and returns its salted scrypt hash. Slow, but runs on another thread.
 *
 * @param about the name and e-mail address of the owner
 * @param party the account and address whose turn this hash takes
 * @throws VALIDATION_FAILED
 */
export async function hashNewPassword(password: string, about: readonly string[] = [], party: Party = {}): Promise<string> {
  await requireGoodPassword(password, about);
  return hashOf(password, party);
}

/**
 * Checks the rules for a password: its length (`newPassword` of the contract), and that it is not easy to guess.
 *
 * @param field the name of the request field for the error
 * @throws VALIDATION_FAILED
 */
export async function requireGoodPassword(password: string, about: readonly string[], field = 'password'): Promise<void> {
  const parsed = newPassword.safeParse(password);
  if (!parsed.success)
    throw invalidFields(parsed.error.issues.slice(0, 1).map((issue) => ({ path: field, ...problemOfIssue(issue, password) })));
  if (await isGuessable(password, about)) throw invalid(field, 'is easy to guess');
}

/**
 * Stores a hash from `hashNewPassword`.
 *
 * @param knownTo other people who know the password because they chose it
 */
export async function storePassword(
  connection: Connection,
  profileId: number,
  hash: string,
  knownTo: readonly number[] = [],
): Promise<void> {
  await connection.transaction((transaction) => transaction.query(STORE, [profileId, hash, knownTo]));
}

/** Whether the password matches the hash. Without a hash the result is false, but takes the same time. */
export async function isPassword(password: string, hash: string | null | undefined, party: Party): Promise<boolean> {
  return matches(password, hash ?? null, party);
}

/** Stores a hash from `hashNewPassword`, unless the password was changed after `setAt`. @returns whether it was stored */
export async function replacePassword(transaction: Transaction, profileId: number, setAt: string | null, hash: string): Promise<boolean> {
  return (await transaction.query(REPLACE, [profileId, setAt, hash])).length > 0;
}

/**
 * Hashes a password that has just matched again if its hash has outdated parameters. The change is in the audit log, so the
 * connection must have the person as its origin.
 */
export async function renewHash(
  connection: Connection,
  { profileId, password, hash, party }: { profileId: number; password: string; hash: string; party: Party },
): Promise<void> {
  if (isCurrent(hash)) return;
  const renewed = await hashOf(password, party);
  await connection.transaction((transaction) => transaction.query(RENEW, [profileId, hash, renewed]));
}
