import { randomBytes } from 'node:crypto';
import type { Invitation } from '@skilltrace/contract';
import { hashSecret } from '../platform/auth/api-token.js';
import type { Connection } from '../platform/database/connection.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';
import { endSessions } from './end-sessions-and-tokens.js';
import { hashNewPassword, storePassword } from './passwords.js';

const DAYS_VALID = 7;

const FIND_PERSON = 'SELECT deactivated_at AS "deactivatedAt" FROM profiles WHERE id = $1 FOR SHARE';
const INVITE = `
  INSERT INTO invitations (profile_id, code_hash, created_by_id, expires_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (profile_id) DO UPDATE SET
    code_hash = excluded.code_hash, created_by_id = excluded.created_by_id, expires_at = excluded.expires_at,
    created_at = date_trunc('milliseconds', now())`;
const FIND_INVITED = `
  SELECT p.name, p.email FROM invitations i JOIN profiles p ON p.id = i.profile_id
   WHERE i.code_hash = $1 AND i.expires_at > $2 AND p.deactivated_at IS NULL`;
// Of two who use the same code, the second waits for the first and then finds the row gone.
const USE_UP = `
  DELETE FROM invitations i USING profiles p
   WHERE i.code_hash = $1 AND i.expires_at > $2 AND p.id = i.profile_id AND p.deactivated_at IS NULL
  RETURNING i.profile_id AS "profileId"`;

export interface NewInvitation {
  profileId: number;
  /** Null: made at the command line. */
  createdById?: number | null;
  /** Where the application is reached, for the link. */
  publicUrl: string;
}

/**
 * Invites a person to set a password: a link that works once, for seven days. A former one stops working. The code is
 * in the link and nowhere else: what is kept is its SHA-256.
 *
 * @throws NOT_FOUND for an unknown person, CONFLICT for one who left
 */
export async function createInvitation(
  connection: Connection,
  { profileId, createdById = null, publicUrl }: NewInvitation,
  now = new Date(),
): Promise<Invitation> {
  const code = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + DAYS_VALID * 24 * 60 * 60_000).toISOString();
  await connection.transaction(async (transaction) => {
    const [person] = await transaction.query<{ deactivatedAt: string | null }>(FIND_PERSON, [profileId]);
    if (!person) throw notFound('person');
    if (person.deactivatedAt !== null) throw new DomainError('CONFLICT', 'This person is not active any more.');
    await transaction.query(INVITE, [profileId, hashSecret(code), createdById, expiresAt]);
  });
  return { url: `${publicUrl}/invitations/${code}`, expiresAt };
}

/**
 * Uses an invitation up: sets the password and ends every session that the person had.
 *
 * @throws NOT_FOUND for a code that is unknown, used, replaced or expired; VALIDATION_FAILED for a password against the rules
 */
export async function acceptInvitation(connection: Connection, code: string, password: string, now = new Date()): Promise<void> {
  const key = [hashSecret(code), now.toISOString()];
  // Looked up before the slow hash, which would otherwise be anybody's to order, and hashed before any lock is held.
  const [invited] = await connection.query<{ name: string; email: string }>(FIND_INVITED, key);
  if (!invited) throw notFound('invitation');
  const hash = await hashNewPassword(password, [invited.name, invited.email]);
  await connection.transaction(async (transaction) => {
    const [used] = await transaction.query<{ profileId: number }>(USE_UP, key);
    if (!used) throw notFound('invitation');
    await storePassword(transaction, used.profileId, hash);
    await endSessions(transaction, used.profileId);
  });
}
