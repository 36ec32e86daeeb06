import { setTimeout as sleep } from 'node:timers/promises';
import type { SignedInProfile } from '@skilltrace/contract';
import type { Connection } from '../platform/database/connection.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { admitAttempt, forgiveAttempts, type Attempt } from './attempts.js';
import { isPassword, renewHash } from './passwords.js';

const FIND_ACCOUNT = `
  SELECT p.id, p.name, p.email, p.is_admin AS "isAdmin", p.deactivated_at IS NOT NULL AS "isDeactivated", a.password
    FROM profiles p
    LEFT JOIN auth_accounts a ON a.provider_id = 'credential' AND a.account_id = p.id::text
   WHERE lower(p.email) = lower($1)`;

type Account = SignedInProfile & { isDeactivated: boolean; password: string | null };

export interface SignInClock {
  now: Date;
  pause: (milliseconds: number) => Promise<unknown>;
}

/**
 * Finds the person whose e-mail address and password these are. Whatever is wrong (address, password, a person who
 * left), the answer is the same and takes as long.
 *
 * @throws UNAUTHENTICATED, and TooManyAttempts (RATE_LIMITED) before the password is even looked at
 */
export async function signIn(
  connection: Connection,
  { password, ...attempt }: Attempt & { password: string },
  { now, pause }: SignInClock = { now: new Date(), pause: sleep },
): Promise<SignedInProfile> {
  const delayMs = await admitAttempt(connection, attempt, now);
  if (delayMs > 0) await pause(delayMs);
  const [account] = await connection.query<Account>(FIND_ACCOUNT, [attempt.email]);
  const isRight = await isPassword(password, account?.password);
  if (!account || !isRight || account.isDeactivated) {
    throw new DomainError('UNAUTHENTICATED', 'The e-mail address or the password is wrong.');
  }
  if (account.password !== null) await renewHash(connection, account.id, password, account.password);
  await forgiveAttempts(connection, attempt);
  return { id: account.id, name: account.name, email: account.email, isAdmin: account.isAdmin };
}
