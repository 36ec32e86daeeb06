import type { ShownProgressUpdate } from '@skilltrace/contract';
import type { Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { forbidden, notFound } from '../platform/errors/domain-error.js';
import { SHOWN_COLUMNS } from './shown-progress-update.js';

// Waits for a concurrent erasure of the author, and does not write for an erased person.
const AUTHOR = 'SELECT FROM people_held(ARRAY[$1::bigint]) WHERE erased_at IS NULL';
const EDIT = `
  UPDATE progress_updates u SET content = $3, edited_at = date_trunc('milliseconds', now())
   WHERE u.id = $1 AND u.user_id = $2
  RETURNING ${SHOWN_COLUMNS}`;
const EXISTS = 'SELECT FROM progress_updates WHERE id = $1';

/**
 * Changes the content of an update. Its signals stay unchanged, because they record only that work was reported.
 *
 * @throws FORBIDDEN for everyone but the author, including admins, because no person may change what another person wrote;
 *   NOT_FOUND
 */
export async function editProgressUpdate(
  connection: Connection,
  caller: Caller,
  id: number,
  content: string,
): Promise<ShownProgressUpdate> {
  const edited = await connection.transaction(async (transaction) => {
    if ((await transaction.query(AUTHOR, [caller.profileId])).length === 0) return undefined;
    return (await transaction.query<ShownProgressUpdate>(EDIT, [id, caller.profileId, content]))[0];
  });
  if (edited) return edited;
  if ((await connection.query(EXISTS, [id])).length === 0) throw notFound('progress update');
  throw forbidden('Only the author may change a progress update.');
}
