import { randomBytes } from 'node:crypto';
import type { Invitation } from '@skilltrace/contract';
import { hashSecret } from '../../platform/auth/api-token.js';
import { waitForChanges } from '../../platform/database/change-in-turn.js';
import type { Connection } from '../../platform/database/connection.js';
import { singleRow } from '../../platform/database/single-row.js';
import { notFound } from '../../platform/errors/domain-error.js';
import { endSessions } from '../sessions/end-sessions-and-tokens.js';
import { lockGiverAndPerson, type AccessGiver } from './lock-giver.js';
import { hashNewPassword, storePassword } from '../password/passwords.js';

const DAYS_VALID = 7;
export const latestExpiry = (now: Date) => new Date(now.getTime() + DAYS_VALID * 24 * 60 * 60_000).toISOString();
export const newCode = () => randomBytes(32).toString('base64url');
export const linkOf = (publicUrl: string, code: string) => `${publicUrl}/invitations/${code}`;

// An invitation that was created with a token expires no later than the token.
const INVITE = `
  -- Citus would insert nothing if the id of the token were compared with NULL.
  INSERT INTO invitations (profile_id, code_hash, created_by_id, created_with_token_id, expires_at, created_at)
  SELECT $1::bigint, $2::bytea, $3::bigint, $4::bigint, least($5::timestamptz, (SELECT expires_at FROM api_tokens WHERE id = coalesce($4, 0))), date_trunc('milliseconds', now())
  ON CONFLICT (profile_id) DO UPDATE SET
    code_hash = excluded.code_hash, created_by_id = excluded.created_by_id, created_with_token_id = excluded.created_with_token_id,
    expires_at = excluded.expires_at, created_at = excluded.created_at
  RETURNING expires_at AS "expiresAt"`;
const FIND_INVITED = `
  SELECT p.name, p.email FROM invitations i JOIN profiles p ON p.id = i.profile_id
   WHERE i.code_hash = $1 AND i.expires_at > $2 AND p.deactivated_at IS NULL`;
// Locks the person first, like every transaction that ends or gives access.
const LOCK_INVITED = `
  SELECT FROM profiles WHERE id = (SELECT profile_id FROM invitations WHERE code_hash = $1 AND expires_at > $2) FOR NO KEY UPDATE`;
// If two requests use the same code, the second waits for the first and then finds no row.
const USE_UP = `
  DELETE FROM invitations i USING profiles p
   WHERE i.code_hash = $1 AND i.expires_at > $2 AND p.id = i.profile_id AND p.deactivated_at IS NULL
  RETURNING i.profile_id AS "profileId"`;

export interface NewInvitation {
  profileId: number;
  /** Undefined if the invitation is created on the command line. */
  creator?: AccessGiver;
  /** The public URL of the application, for the link. */
  publicUrl: string;
}

/**
 * Invites a person to set a password with a link that works once and for seven days. It replaces a previous invitation. Only the
 * SHA-256 of the code is stored.
 *
 * @throws NOT_FOUND for an unknown person, CONFLICT for a person who has left; FORBIDDEN and UNAUTHENTICATED if the creator has just
 *   lost their own access
 */
export async function createInvitation(
  connection: Connection,
  { profileId, creator, publicUrl }: NewInvitation,
  now = new Date(),
): Promise<Invitation> {
  const code = newCode();
  const { expiresAt } = await connection.transaction(async (transaction) => {
    await lockGiverAndPerson(transaction, creator, profileId);
    const values = [profileId, hashSecret(code), creator?.profileId ?? null, creator?.apiTokenId ?? null, latestExpiry(now)];
    return singleRow(await transaction.query<{ expiresAt: string }>(INVITE, values));
  });
  return { url: linkOf(publicUrl, code), expiresAt };
}

/**
 * Accepts an invitation: sets the password and ends all sessions of the person. The code cannot be used again.
 *
 * @throws NOT_FOUND for a code that is unknown, used, replaced or expired; VALIDATION_FAILED for an invalid password
 */
export async function acceptInvitation(connection: Connection, code: string, password: string, now = new Date()): Promise<void> {
  const key = [hashSecret(code), now.toISOString()];
  // The lookup comes first, so that no one can trigger the slow hash without a valid code. The hash comes before any lock.
  const [invited] = await connection.query<{ name: string; email: string }>(FIND_INVITED, key);
  if (!invited) throw notFound('invitation');
  const hash = await hashNewPassword(password, [invited.name, invited.email], { email: invited.email });
  await connection.transaction(async (transaction) => {
    await waitForChanges(transaction);
    await transaction.query(LOCK_INVITED, key);
    const [used] = await transaction.query<{ profileId: number }>(USE_UP, key);
    if (!used) throw notFound('invitation');
    await storePassword(transaction, used.profileId, hash);
    await endSessions(transaction, used.profileId);
  });
}
