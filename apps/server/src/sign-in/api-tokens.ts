import type { ApiToken, CreatedApiToken, Page } from '@skilltrace/contract';
import { hashSecret, newApiToken } from '../platform/auth/api-token.js';
import type { Connection } from '../platform/database/connection.js';
import { one } from '../platform/database/one.js';
import { DomainError, invalid, notFound } from '../platform/errors/domain-error.js';
import { isTimeKey, readCursor, rowsWanted, toPage } from '../platform/http/cursor.js';

// The name of a token is a text, and what writes texts waits before it locks a row. The share lock makes this wait for somebody who is deactivating the person: no token outlives that.
const WAIT_FOR_ERASING = 'SELECT wait_for_erasing()';
const FIND_PERSON = 'SELECT deactivated_at AS "deactivatedAt" FROM profiles WHERE id = $1 FOR SHARE';
const INSERT = `
  INSERT INTO api_tokens (name, profile_id, token_hash, created_by_id, expires_at)
  VALUES ($1, $2, $3, $4, $5) RETURNING id`;
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
  /** Null: made at the command line. */
  createdById?: number | null;
  /** ISO 8601; without it the token is valid until revoked. */
  expiresAt?: string | null;
}

/**
 * Makes an API token. It is in the answer and nowhere else: what is kept is its SHA-256.
 *
 * @throws NOT_FOUND for an unknown person, CONFLICT for one who left, VALIDATION_FAILED for an expiry that has passed
 */
export async function createApiToken(
  connection: Connection,
  { name, profileId, createdById = null, expiresAt = null }: NewApiToken,
): Promise<CreatedApiToken> {
  if (expiresAt !== null && Date.parse(expiresAt) <= Date.now()) throw invalid('expiresAt', 'must lie in the future');
  const token = newApiToken();
  return connection.transaction(async (transaction) => {
    await transaction.query(WAIT_FOR_ERASING);
    const [person] = await transaction.query<{ deactivatedAt: string | null }>(FIND_PERSON, [profileId]);
    if (!person) throw notFound('person');
    if (person.deactivatedAt !== null) throw new DomainError('CONFLICT', 'This person is not active any more.');
    const { id } = one(await transaction.query<{ id: number }>(INSERT, [name, profileId, hashSecret(token), createdById, expiresAt]));
    return { id, name, profileId, token };
  });
}

/** Ends a token for good. @throws NOT_FOUND for one that is unknown or revoked already */
export async function revokeApiToken(connection: Connection, id: number): Promise<void> {
  const revoked = await connection.transaction((transaction) => transaction.query(REVOKE, [id]));
  if (revoked.length === 0) throw notFound('API token');
}

/** The tokens that are not revoked, newest first. */
export async function listApiTokens(
  connection: Connection,
  { limit, cursor }: { limit?: number; cursor?: string },
): Promise<Page<ApiToken>> {
  const after = readCursor(cursor, isTimeKey);
  const rows = await connection.query<ApiToken>(LIST, [after?.key ?? null, after?.id ?? null, rowsWanted(limit)]);
  return toPage(
    rows,
    limit,
    (row) => ({ key: row.createdAt, id: row.id }),
    (row) => row,
  );
}
