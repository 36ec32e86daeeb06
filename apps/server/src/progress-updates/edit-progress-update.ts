import type { ShownProgressUpdate } from '@skilltrace/contract';
import type { Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { forbidden, notFound } from '../platform/errors/domain-error.js';
import { SHOWN_COLUMNS } from './shown-progress-update.js';

// Whoever is just erasing the author is waited for, and nothing is written for somebody erased.
const EDIT = `
  UPDATE progress_updates u SET content = $3, edited_at = date_trunc('milliseconds', now())
    FROM (SELECT id FROM profiles WHERE id = $2 AND erased_at IS NULL FOR SHARE) author
   WHERE u.id = $1 AND u.user_id = author.id
  RETURNING ${SHOWN_COLUMNS}`;
const EXISTS = 'SELECT FROM progress_updates WHERE id = $1';

/**
 * Rewrites the content of an update. Its signals stay as they are: they say that work was reported, never what it was.
 *
 * @throws FORBIDDEN for everybody but the author, admins included: nobody puts words into another's mouth; NOT_FOUND
 */
export async function editProgressUpdate(
  connection: Connection,
  caller: Caller,
  id: number,
  content: string,
): Promise<ShownProgressUpdate> {
  const values = [id, caller.profileId, content];
  const [edited] = await connection.transaction((transaction) => transaction.query<ShownProgressUpdate>(EDIT, values));
  if (edited) return edited;
  if ((await connection.query(EXISTS, [id])).length === 0) throw notFound('progress update');
  throw forbidden('Only the author may change a progress update.');
}
