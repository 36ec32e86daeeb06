import { setTimeout as sleep } from 'node:timers/promises';
import { fieldProblem, type ChangePasswordBody } from '@skilltrace/contract';
import { newSessionToken } from '../../platform/auth/browser-sessions.js';
import type { Connection, Transaction } from '../../platform/database/connection.js';
import { singleRow } from '../../platform/database/single-row.js';
import { DomainError, forbidden, invalid } from '../../platform/errors/domain-error.js';
import { admitAttempt, forgiveAttempts } from '../attempts/attempts.js';
import { endSessions } from '../sessions/end-sessions-and-tokens.js';
import { hashOf } from './password-hash.js';
import { isPassword, replacePassword, requireGoodPassword } from './passwords.js';
import type { SignInClock } from '../sessions/sign-in.js';

const FIND = `
  SELECT p.name, p.email, a.password, a.updated_at AS "passwordSetAt"
    FROM profiles p LEFT JOIN auth_accounts a ON a.provider_id = 'credential' AND a.account_id = p.id::text
   WHERE p.id = $1`;
// Waits for whoever is taking the person's access away, and then finds it gone; and for what the person is giving to others, which ends.
const HOLD_PERSON = 'SELECT FROM profiles WHERE id = $1 AND deactivated_at IS NULL FOR NO KEY UPDATE';
const RENEW_SESSION = 'UPDATE auth_sessions SET token = $3 WHERE id = $1 AND profile_id = $2 RETURNING id';

interface Account {
  name: string;
  email: string;
  password: string | null;
  passwordSetAt: string | null;
}

export interface PasswordChange extends ChangePasswordBody {
  profileId: number;
  /** The browser in which it is changed. */
  session: { id: number; withoutPassword: boolean };
  /** The address that the request comes from. */
  address: string;
}

/** The password given as the present one is wrong, or was changed meanwhile. */
export class WrongCurrentPassword extends DomainError {
  constructor() {
    super('VALIDATION_FAILED', 'The request does not match the schema of this route.', {
      fields: [{ path: 'currentPassword', ...fieldProblem('is not your password') }],
    });
  }
}

/**
 * Changes a person's own password, for which they show the present one: attempts at that are counted, slowed and refused
 * as attempts to sign in are. In one transaction every other session of theirs ends and this one goes on under a new
 * token, so that a copy of its cookie is worth nothing any more; API tokens stay.
 *
 * @returns the new token of the session
 * @throws FORBIDDEN without a password to show; VALIDATION_FAILED for a wrong one (WrongCurrentPassword) and for a new one
 *   against the rules; TooManyAttempts; UNAUTHENTICATED where the session has ended meanwhile. Nothing is changed then
 */
export async function changePassword(
  connection: Connection,
  { profileId, session, address, currentPassword, newPassword }: PasswordChange,
  { now, pause }: SignInClock = { now: new Date(), pause: sleep },
): Promise<string> {
  if (session.withoutPassword) throw forbidden('Demo personas have no password to change.');
  const { name, email, password, passwordSetAt } = singleRow(await connection.query<Account & Record<string, unknown>>(FIND, [profileId]));
  await requireGoodPassword(newPassword, [name, email], 'newPassword');
  if (newPassword.normalize('NFKC') === currentPassword.normalize('NFKC')) throw invalid('newPassword', 'is the same as the current one');
  const attempt = { email, address };
  const delayMs = await admitAttempt(connection, attempt, now);
  if (delayMs > 0) await pause(delayMs);
  if (!(await isPassword(currentPassword, password, attempt))) throw new WrongCurrentPassword();
  const hash = await hashOf(newPassword, attempt);
  const token = newSessionToken();
  await connection.transaction(async (transaction) => {
    if ((await transaction.query(HOLD_PERSON, [profileId])).length === 0) throw signedOut();
    // First: a sign-in with the former password that comes later finds it replaced, one that came before is among the sessions.
    if (!(await replacePassword(transaction, profileId, passwordSetAt, hash))) throw new WrongCurrentPassword();
    await renewSession(transaction, profileId, session.id, token);
  });
  await forgiveAttempts(connection, attempt);
  return token;
}

async function renewSession(transaction: Transaction, profileId: number, sessionId: number, token: string): Promise<void> {
  await endSessions(transaction, profileId, sessionId);
  if ((await transaction.query(RENEW_SESSION, [sessionId, profileId, token])).length === 0) throw signedOut();
}

const signedOut = () => new DomainError('UNAUTHENTICATED', 'You were signed out. Your password was not changed.');
