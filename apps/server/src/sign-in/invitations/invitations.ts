import { randomBytes } from 'node:crypto';
import type { Invitation } from '@skilltrace/contract';
import { hashSecret } from '../../platform/auth/api-token.js';
import type { Connection } from '../../platform/database/connection.js';
import { singleRow } from '../../platform/database/single-row.js';
import { notFound } from '../../platform/errors/domain-error.js';
import { endSessions } from '../sessions/end-sessions-and-tokens.js';
import { lockGiverAndPerson, type Giver } from './lock-giver.js';
import { hashNewPassword, storePassword } from '../password/passwords.js';

const DAYS_VALID = 7;

// One that was created with a token ends with it at the latest.
const INVITE = `
  INSERT INTO invitations (profile_id, code_hash, created_by_id, created_with_token_id, expires_at)
  VALUES ($1, $2, $3, $4, least($5::timestamptz, (SELECT expires_at FROM api_tokens WHERE id = $4)))
  ON CONFLICT (profile_id) DO UPDATE SET
    code_hash = excluded.code_hash, created_by_id = excluded.created_by_id, created_with_token_id = excluded.created_with_token_id,
    expires_at = excluded.expires_at, created_at = date_trunc('milliseconds', now())
  RETURNING expires_at AS "expiresAt"`;
const FIND_INVITED = `
  SELECT p.name, p.email FROM invitations i JOIN profiles p ON p.id = i.profile_id
   WHERE i.code_hash = $1 AND i.expires_at > $2 AND p.deactivated_at IS NULL`;
// The person first, as everybody does who ends or gives access.
const LOCK_INVITED = `
  SELECT FROM profiles WHERE id = (SELECT profile_id FROM invitations WHERE code_hash = $1 AND expires_at > $2) FOR NO KEY UPDATE`;
// Of two who use the same code, the second waits for the first and then finds the row gone.
const USE_UP = `
  DELETE FROM invitations i USING profiles p
   WHERE i.code_hash = $1 AND i.expires_at > $2 AND p.id = i.profile_id AND p.deactivated_at IS NULL
  RETURNING i.profile_id AS "profileId"`;

export interface NewInvitation {
  profileId: number;
  /** Undefined: created at the command line. */
  creator?: Giver;
  /** Where the application is reached, for the link. */
  publicUrl: string;
}

/**
 * Invites a person to set a password: a link that works once, for seven days. A former one stops working. The code is
 * in the link and nowhere else: what is kept is its SHA-256.
 *
 * @throws NOT_FOUND for an unknown person, CONFLICT for one who left; FORBIDDEN and UNAUTHENTICATED where the creator's own
 *   access has just ended
 */
export async function createInvitation(
  connection: Connection,
  { profileId, creator, publicUrl }: NewInvitation,
  now = new Date(),
): Promise<Invitation> {
  const code = randomBytes(32).toString('base64url');
  const latest = new Date(now.getTime() + DAYS_VALID * 24 * 60 * 60_000).toISOString();
  const { expiresAt } = await connection.transaction(async (transaction) => {
    await lockGiverAndPerson(transaction, creator, profileId);
    const values = [profileId, hashSecret(code), creator?.profileId ?? null, creator?.apiTokenId ?? null, latest];
    return singleRow(await transaction.query<{ expiresAt: string }>(INVITE, values));
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
  const hash = await hashNewPassword(password, [invited.name, invited.email], { email: invited.email });
  await connection.transaction(async (transaction) => {
    await transaction.query(LOCK_INVITED, key);
    const [used] = await transaction.query<{ profileId: number }>(USE_UP, key);
    if (!used) throw notFound('invitation');
    await storePassword(transaction, used.profileId, hash);
    await endSessions(transaction, used.profileId);
  });
}
