import type { Connection } from '../platform/database/connection.js';

const END_ALL = `
  WITH ended AS (DELETE FROM auth_sessions WHERE profile_id = $1),
       withdrawn AS (DELETE FROM invitations WHERE profile_id = $1)
  UPDATE api_tokens SET revoked_at = date_trunc('milliseconds', now()) WHERE profile_id = $1 AND revoked_at IS NULL`;
const END_SESSIONS = 'DELETE FROM auth_sessions WHERE profile_id = $1';

/** Takes all access from a person: sessions, API tokens, an open invitation. For those who leave. */
export async function endSessionsAndTokens(connection: Connection, profileId: number): Promise<void> {
  await connection.query(END_ALL, [profileId]);
}

/** Signs a person out everywhere; tokens stay. */
export async function endSessions(connection: Connection, profileId: number): Promise<void> {
  await connection.query(END_SESSIONS, [profileId]);
}
