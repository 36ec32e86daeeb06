import { setTimeout as sleep } from 'node:timers/promises';
import { fieldProblem, type ChangePasswordBody } from '@skilltrace/contract';
import { newSessionToken } from '../../platform/auth/browser-sessions.js';
import { waitForChanges } from '../../platform/database/change-in-turn.js';
import type { Connection, Transaction } from '../../platform/database/connection.js';
import { singleRow } from '../../platform/database/single-row.js';
import { DomainError, forbidden, invalid } from '../../platform/errors/domain-error.js';
import { admitAttempt, deleteAttempts } from '../attempts/attempts.js';
import { endSessions } from '../sessions/end-sessions-and-tokens.js';
import { hashOf } from './password-hash.js';
import { isPassword, replacePassword, requireGoodPassword } from './passwords.js';
import type { SignInClock } from '../sessions/sign-in.js';

const FIND = `
  SELECT p.name, p.email, a.password, a.updated_at AS "passwordSetAt"
    FROM profiles p LEFT JOIN auth_accounts a ON a.provider_id = 'credential' AND a.account_id = p.id::text
   WHERE p.id = $1`;
// Waits for transactions that end the access of the person, and for those in which the person gives access to others.
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
  /** The browser session of the request. */
  session: { id: number; withoutPassword: boolean };
  /** The client address. */
  address: string;
}

/** The given current password is wrong, or the password was changed in the meantime. */
export class WrongCurrentPassword extends DomainError {
  constructor() {
    super('VALIDATION_FAILED', 'The request does not match the schema of this route.', {
      fields: [{ path: 'currentPassword', ...fieldProblem('is not your password') }],
    });
  }
}

/**
 * Changes the password of the caller, who has to enter the current one. Wrong current passwords are counted, delayed and refused like
 * failed sign-ins. The same transaction ends all other sessions and gives this session a new token, so that copies of its cookie
 * become invalid. API tokens stay valid.
 *
 * @returns the new token of the session
 * @throws FORBIDDEN for a demo session; VALIDATION_FAILED for a wrong current password (WrongCurrentPassword) and for an invalid new
 *   one; TooManyAttempts; UNAUTHENTICATED if the session has ended in the meantime. Nothing is changed on an error
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
    await waitForChanges(transaction);
    if ((await transaction.query(HOLD_PERSON, [profileId])).length === 0) throw signedOut();
    // The password is replaced before the sessions end: a later sign-in sees the new password, and the session of an earlier one is ended.
    if (!(await replacePassword(transaction, profileId, passwordSetAt, hash))) throw new WrongCurrentPassword();
    await renewSession(transaction, profileId, session.id, token);
  });
  await deleteAttempts(connection, attempt);
  return token;
}

async function renewSession(transaction: Transaction, profileId: number, sessionId: number, token: string): Promise<void> {
  await endSessions(transaction, profileId, sessionId);
  if ((await transaction.query(RENEW_SESSION, [sessionId, profileId, token])).length === 0) throw signedOut();
}

const signedOut = () => new DomainError('UNAUTHENTICATED', 'You were signed out. Your password was not changed.');
