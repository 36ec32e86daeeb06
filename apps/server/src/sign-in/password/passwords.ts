import { newPassword, problemOfIssue } from '@skilltrace/contract';
import type { Connection, Transaction } from '../../platform/database/connection.js';
import { invalid, invalidFields } from '../../platform/errors/domain-error.js';
import { isGuessable } from './guessable-password.js';
import type { Party } from './hashing-turns.js';
import { hashOf, isCurrent, matches } from './password-hash.js';

const STORE = `
  INSERT INTO auth_accounts (profile_id, provider_id, account_id, password, known_to_ids) VALUES ($1, 'credential', $1::bigint::text, $2, $3)
  ON CONFLICT (provider_id, account_id)
  DO UPDATE SET password = excluded.password, known_to_ids = excluded.known_to_ids,
    updated_at = greatest(date_trunc('milliseconds', now()), auth_accounts.updated_at + interval '1 millisecond')`;
const REPLACE = `
  UPDATE auth_accounts SET password = $3, known_to_ids = '{}', updated_at = greatest(date_trunc('milliseconds', now()), updated_at + interval '1 millisecond')
   WHERE provider_id = 'credential' AND account_id = $1::bigint::text AND updated_at = $2::timestamptz RETURNING id`;
// Not where somebody has set another password meanwhile.
const RENEW = "UPDATE auth_accounts SET password = $3 WHERE provider_id = 'credential' AND account_id = $1::bigint::text AND password = $2";

/** Sets the password of a profile, in place of a former one. It leaves sessions alone. @throws VALIDATION_FAILED, NOT_FOUND */
export async function setPassword(connection: Connection, profileId: number, password: string): Promise<void> {
  await storePassword(connection, profileId, await hashNewPassword(password));
}

/**
 * The salted scrypt hash of a password that keeps the rules. Slow, on another thread.
 *
 * @param about name and e-mail address of whose it is to be
 * @param party whose turn at hashing it takes
 * @throws VALIDATION_FAILED
 */
export async function hashNewPassword(password: string, about: readonly string[] = [], party: Party = {}): Promise<string> {
  await requireGoodPassword(password, about);
  return hashOf(password, party);
}

/**
 * The rules for a password: its length (`newPassword` of the contract), and not what anybody would try first.
 *
 * @param field of the request, to name in the refusal
 * @throws VALIDATION_FAILED
 */
export async function requireGoodPassword(password: string, about: readonly string[], field = 'password'): Promise<void> {
  const parsed = newPassword.safeParse(password);
  if (!parsed.success)
    throw invalidFields(parsed.error.issues.slice(0, 1).map((issue) => ({ path: field, ...problemOfIssue(issue, password) })));
  if (await isGuessable(password, about)) throw invalid(field, 'is easy to guess');
}

/**
 * Stores what `hashNewPassword` made.
 *
 * @param knownTo other people who know the password, because they chose it
 */
export async function storePassword(
  connection: Connection,
  profileId: number,
  hash: string,
  knownTo: readonly number[] = [],
): Promise<void> {
  await connection.transaction((transaction) => transaction.query(STORE, [profileId, hash, knownTo]));
}

/** Whether the password is the one behind the hash. Without a hash it is not, which takes as much work to say. */
export async function isPassword(password: string, hash: string | null | undefined, party: Party): Promise<boolean> {
  return matches(password, hash ?? null, party);
}

/** Stores what `hashNewPassword` made, unless the password has been set since that moment. @returns whether it was stored */
export async function replacePassword(transaction: Transaction, profileId: number, setAt: string | null, hash: string): Promise<boolean> {
  return (await transaction.query(REPLACE, [profileId, setAt, hash])).length > 0;
}

/**
 * Hashes a password that was just found right with the parameters of today, where its hash has former ones. The audit log
 * holds it like any other change of what is stored, so the connection says whose it is.
 */
export async function renewHash(
  connection: Connection,
  { profileId, password, hash, party }: { profileId: number; password: string; hash: string; party: Party },
): Promise<void> {
  if (isCurrent(hash)) return;
  const renewed = await hashOf(password, party);
  await connection.transaction((transaction) => transaction.query(RENEW, [profileId, hash, renewed]));
}
