import type { ApiToken, CreatedApiToken, Page } from '@skilltrace/contract';
import { hashSecret, newApiToken } from '../../platform/auth/api-token.js';
import { peopleBehind } from '../../platform/auth/caller.js';
import type { Connection, Transaction } from '../../platform/database/connection.js';
import { singleRow } from '../../platform/database/single-row.js';
import { invalid, notFound } from '../../platform/errors/domain-error.js';
import { isTimeKey, readCursor, rowsToQuery, toPage } from '../../platform/http/cursor.js';
import { lockGiverAndPerson, type AccessGiver } from '../invitations/lock-giver.js';

// The name of a token is free text. Writers of texts must wait for a running erasure before they lock a row.
const WAIT_FOR_ERASING = 'SELECT wait_for_erasing()';
// A token that was created with another token expires no later than that one.
const INSERT = `
  INSERT INTO api_tokens (name, profile_id, token_hash, created_by_id, parent_id, behind_ids, expires_at)
  SELECT $1::text, $2::bigint, $3::bytea, $4::bigint, $5::bigint, $6::bigint[], least($7::timestamptz, (SELECT expires_at FROM api_tokens WHERE id = coalesce($5, 0)))
  RETURNING id`;
const EXPIRY_OF_PARENT = 'SELECT expires_at AS "expiresAt" FROM api_tokens WHERE id = $1';
const REVOKE = "UPDATE api_tokens SET revoked_at = date_trunc('milliseconds', now()) WHERE id = $1 AND revoked_at IS NULL RETURNING id";
const LIST = `
  SELECT t.id, t.name, t.profile_id AS "profileId", p.name AS "profileName", t.created_by_id AS "createdById",
         c.name AS "createdByName", t.created_at AS "createdAt", t.expires_at AS "expiresAt"
    FROM api_tokens t JOIN profiles p ON p.id = t.profile_id LEFT JOIN profiles c ON c.id = t.created_by_id
   WHERE t.revoked_at IS NULL AND ($1::timestamptz IS NULL OR (t.created_at, t.id) < ($1::timestamptz, $2::bigint))
   ORDER BY t.created_at DESC, t.id DESC LIMIT $3`;

export interface NewApiToken {
  name: string;
  /** The person that the token acts as. */
  profileId: number;
  /** Undefined if the token is created on the command line. */
  creator?: AccessGiver;
  /** ISO 8601. Without it, the token is valid until it is revoked. */
  expiresAt?: string | null;
}

/**
 * Creates an API token. Only its SHA-256 is stored, so the token appears only in the response.
 *
 * @throws NOT_FOUND for an unknown person, CONFLICT for a person who has left, VALIDATION_FAILED for an expiry in the past or after
 *   the expiry of the creating token; FORBIDDEN and UNAUTHENTICATED if the creator has just lost their own access
 */
export async function createApiToken(
  connection: Connection,
  { name, profileId, creator, expiresAt = null }: NewApiToken,
): Promise<CreatedApiToken> {
  if (expiresAt !== null && Date.parse(expiresAt) <= Date.now()) throw invalid('expiresAt', 'must be in the future');
  const token = newApiToken();
  return connection.transaction(async (transaction) => {
    await transaction.query(WAIT_FOR_ERASING);
    await lockGiverAndPerson(transaction, creator, profileId);
    const parentId = creator?.apiTokenId ?? null;
    await refuseBeyondParent(transaction, parentId, expiresAt);
    const behindIds = creator ? peopleBehind(creator).filter((behind) => behind !== profileId) : [];
    const values = [name, profileId, hashSecret(token), creator?.profileId ?? null, parentId, behindIds, expiresAt];
    const { id } = singleRow(await transaction.query<{ id: number }>(INSERT, values));
    return { id, name, profileId, token };
  });
}

async function refuseBeyondParent(transaction: Transaction, parentId: number | null, expiresAt: string | null): Promise<void> {
  if (parentId === null || expiresAt === null) return;
  const [parent] = await transaction.query<{ expiresAt: string | null }>(EXPIRY_OF_PARENT, [parentId]);
  if (parent?.expiresAt && Date.parse(expiresAt) > Date.parse(parent.expiresAt))
    throw invalid('expiresAt', 'must not be later than the expiry of the token that creates it');
}

/** Revokes a token permanently, together with the tokens created with it. @throws NOT_FOUND for an unknown or already revoked token */
export async function revokeApiToken(connection: Connection, id: number): Promise<void> {
  const revoked = await connection.transaction((transaction) => transaction.query(REVOKE, [id]));
  if (revoked.length === 0) throw notFound('API token');
}

/** Lists the tokens that are not revoked, newest first. */
export async function listApiTokens(
  connection: Connection,
  { limit, cursor }: { limit?: number; cursor?: string },
): Promise<Page<ApiToken>> {
  const after = readCursor(cursor, isTimeKey);
  const rows = await connection.query<ApiToken>(LIST, [after?.key ?? null, after?.id ?? null, rowsToQuery(limit)]);
  return toPage(
    rows,
    limit,
    (row) => ({ key: row.createdAt, id: row.id }),
    (row) => row,
  );
}
