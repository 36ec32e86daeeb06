import type { Connection } from '../platform/database/connection.js';

// Two devices may report in any order.
const SEE = `
  INSERT INTO seen_decisions (profile_id, seen_until) VALUES ($1, least($2::timestamptz, date_trunc('milliseconds', now())))
  ON CONFLICT (profile_id) DO UPDATE SET seen_until = excluded.seen_until WHERE seen_decisions.seen_until < excluded.seen_until`;

/** Notes until when a person has seen the decisions about their suggestions. An earlier time than before changes nothing. */
export async function seeDecisions(connection: Connection, profileId: number, until: string): Promise<void> {
  await connection.transaction((transaction) => transaction.query(SEE, [profileId, until]));
}
