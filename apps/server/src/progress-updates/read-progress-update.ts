import type { ShownProgressUpdate } from '@skilltrace/contract';
import { seesWorkOn } from '../access/relations.js';
import type { Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { forbidden, notFound } from '../platform/errors/domain-error.js';
import { SHOWN_COLUMNS } from './shown-progress-update.js';

const READ = { name: 'read_progress_update', text: `SELECT ${SHOWN_COLUMNS} FROM progress_updates u WHERE u.id = $1` };

/** Reads an update for people who would see it in a list. @throws NOT_FOUND, FORBIDDEN */
export async function readProgressUpdate(connection: Connection, caller: Caller, id: number): Promise<ShownProgressUpdate> {
  const [update] = await connection.query<ShownProgressUpdate>(READ, [id]);
  if (!update) throw notFound('progress update');
  if (caller.isAdmin || update.userId === caller.profileId) return update;
  if (await seesWorkOn(connection, caller.profileId, update.projectId)) return update;
  throw forbidden('Only the author, members of this project, its Tech Lead and admins may see this update.');
}
