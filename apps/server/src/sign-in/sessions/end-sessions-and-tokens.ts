import type { Connection } from '../../platform/database/connection.js';

// Rows are always locked in this order, so that two requests that end the same sessions wait for each other without a deadlock.
const OF_PERSON = 'SELECT id FROM auth_sessions WHERE profile_id = $1 ORDER BY id FOR UPDATE';
const END_ALL = `
  WITH ended AS (DELETE FROM auth_sessions WHERE id = ANY (ARRAY(${OF_PERSON}))),
       withdrawn AS (DELETE FROM invitations WHERE profile_id = $1)
  UPDATE api_tokens SET revoked_at = date_trunc('milliseconds', now()) WHERE profile_id = $1 AND revoked_at IS NULL`;
const END_SESSIONS = `
  DELETE FROM auth_sessions WHERE id = ANY (ARRAY(${OF_PERSON})) AND id IS DISTINCT FROM $2::bigint RETURNING id`;

/** Ends all access of a person who leaves: sessions, API tokens and a pending invitation. */
export async function endSessionsAndTokens(connection: Connection, profileId: number): Promise<void> {
  await connection.transaction((transaction) => transaction.query(END_ALL, [profileId]));
}

/**
 * Ends all sessions of a person except the session `kept`. API tokens stay valid.
 *
 * @returns the number of ended sessions
 */
export async function endSessions(connection: Connection, profileId: number, kept: number | null = null): Promise<number> {
  return (await connection.transaction((transaction) => transaction.query(END_SESSIONS, [profileId, kept]))).length;
}
