import type { Page, Signal, SignalsOfUpdateQuery } from '@skilltrace/contract';
import type { Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { isTimeKey, readCursor, rowsToQuery, toPage } from '../platform/http/cursor.js';
import { readProgressUpdate } from './read-progress-update.js';

// Signals have the time of their update, so the index by person and time finds them.
const SIGNALS = {
  name: 'signals_of_update',
  text: `
    SELECT s.id, s.user_id AS "userId", s.skill_id AS "skillId", k.skill_name AS name, s.source_type AS "sourceType",
           s.source_id AS "sourceId", s.signal_type AS "signalType", s.created_at AS "createdAt", s.recorded_at AS "recordedAt"
      FROM signal_ledger s JOIN skills k ON k.id = s.skill_id
     WHERE s.user_id = $1 AND s.created_at = $2 AND s.source_type = 'update' AND s.source_id = $3
       AND s.id < coalesce($4::bigint, 9223372036854775807)
     ORDER BY s.id DESC LIMIT $5`,
};

/** Lists the signals created by an update, newest first, for people who may read the update. @throws NOT_FOUND, FORBIDDEN */
export async function readSignalsOfUpdate(
  connection: Connection,
  caller: Caller,
  id: number,
  { limit, cursor }: SignalsOfUpdateQuery,
): Promise<Page<Signal>> {
  const after = readCursor(cursor, isTimeKey);
  const update = await readProgressUpdate(connection, caller, id);
  const rows = await connection.query<Signal>(SIGNALS, [update.userId, update.createdAt, id, after?.id ?? null, rowsToQuery(limit)]);
  return toPage(
    rows,
    limit,
    (row) => ({ key: row.createdAt, id: row.id }),
    (row) => row,
  );
}
