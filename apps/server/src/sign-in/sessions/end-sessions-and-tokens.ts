import type { Connection } from '../../platform/database/connection.js';

// Several at once in one order for everybody: of two who end the same sessions, one waits for the other.
const OF_PERSON = 'SELECT id FROM auth_sessions WHERE profile_id = $1 ORDER BY id FOR UPDATE';
const END_ALL = `
  WITH ended AS (DELETE FROM auth_sessions WHERE id = ANY (ARRAY(${OF_PERSON}))),
       withdrawn AS (DELETE FROM invitations WHERE profile_id = $1)
  UPDATE api_tokens SET revoked_at = date_trunc('milliseconds', now()) WHERE profile_id = $1 AND revoked_at IS NULL`;
const END_SESSIONS = `
  DELETE FROM auth_sessions WHERE id = ANY (ARRAY(${OF_PERSON})) AND id IS DISTINCT FROM $2::bigint RETURNING id`;

/** Takes all access from a person: sessions, API tokens, an open invitation. For those who leave. */
export async function endSessionsAndTokens(connection: Connection, profileId: number): Promise<void> {
  await connection.transaction((transaction) => transaction.query(END_ALL, [profileId]));
}

/**
 * Signs a person out everywhere, but for the session `kept`; tokens stay.
 *
 * @returns how many sessions ended
 */
export async function endSessions(connection: Connection, profileId: number, kept: number | null = null): Promise<number> {
  return (await connection.transaction((transaction) => transaction.query(END_SESSIONS, [profileId, kept]))).length;
}
