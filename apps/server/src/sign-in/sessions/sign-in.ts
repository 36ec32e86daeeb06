import { setTimeout as sleep } from 'node:timers/promises';
import type { SignedInProfile } from '@skilltrace/contract';
import type { Connection } from '../../platform/database/connection.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { admitAttempt, deleteAttempts, type Attempt } from '../attempts/attempts.js';
import { isPassword, renewHash } from '../password/passwords.js';

const FIND_ACCOUNT = `
  SELECT p.id, p.name, p.email, p.is_admin AS "isAdmin", p.deactivated_at IS NOT NULL AS "isDeactivated", a.password,
         a.updated_at AS "passwordSetAt"
    FROM profiles p
    LEFT JOIN auth_accounts a ON a.provider_id = 'credential' AND a.account_id = p.id::text
   WHERE lower(p.email) = lower($1)`;

// Waits for a transaction that is setting the password, and then sees the new one.
const STILL_THERE = `
  SELECT FROM auth_accounts
   WHERE provider_id = 'credential' AND account_id = $1::bigint::text AND updated_at IS NOT DISTINCT FROM $2::timestamptz FOR SHARE`;

type Account = SignedInProfile & { isDeactivated: boolean; password: string | null; passwordSetAt: string | null };

export interface SignedIn {
  profile: SignedInProfile;
  /** The time at which the matching password was set. */
  passwordSetAt: string | null;
}

export interface SignInAttempt extends Attempt {
  password: string;
  /** Returns a connection whose changes are recorded as made by that person. The default is the given connection. */
  inNameOf?: (profileId: number) => Connection;
}

export interface SignInClock {
  now: Date;
  pause: (milliseconds: number) => Promise<unknown>;
}

/**
 * Finds the person with this e-mail address and password. The error and its timing are the same for an unknown address, a wrong
 * password and a person who has left.
 *
 * @throws UNAUTHENTICATED, and TooManyAttempts (RATE_LIMITED) before the password is checked
 */
export async function signIn(
  connection: Connection,
  { password, inNameOf = () => connection, ...attempt }: SignInAttempt,
  { now, pause }: SignInClock = { now: new Date(), pause: sleep },
): Promise<SignedIn> {
  const delayMs = await admitAttempt(connection, attempt, now);
  if (delayMs > 0) await pause(delayMs);
  const [account] = await connection.query<Account>(FIND_ACCOUNT, [attempt.email]);
  const isRight = await isPassword(password, account?.password, attempt);
  if (!account || !isRight || account.isDeactivated) {
    throw wrong();
  }
  if (account.password !== null)
    await renewHash(inNameOf(account.id), { profileId: account.id, password, hash: account.password, party: attempt });
  await deleteAttempts(connection, attempt);
  const { id, name, email, isAdmin, passwordSetAt } = account;
  return { profile: { id, name, email, isAdmin }, passwordSetAt };
}

/**
 * Checks after the session was created that the password has not been changed in the meantime. Setting a password ends all existing
 * sessions, and must not miss one that was just being created with the previous password.
 *
 * @throws UNAUTHENTICATED if the password has changed; the caller must then end the session
 */
export async function confirmSignIn(connection: Connection, { profile, passwordSetAt }: SignedIn): Promise<void> {
  const found = await connection.transaction((transaction) => transaction.query(STILL_THERE, [profile.id, passwordSetAt]));
  if (found.length === 0) throw wrong();
}

const wrong = () => new DomainError('UNAUTHENTICATED', 'The e-mail address or the password is wrong.');
