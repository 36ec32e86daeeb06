import type { ChangeSavedViewBody, SavedView } from '@skilltrace/contract';
import type { Connection } from '../platform/database/connection.js';
import { notFound } from '../platform/errors/domain-error.js';
import { sqlState } from '../platform/errors/sqlstate.js';
import { viewNameTaken } from './create-saved-view.js';
import { SAVED_VIEW, WITH_NAMES_OF_VIEW } from './saved-view-row.js';

const UNIQUE_VIOLATION = '23505';
const UPDATE = `
  WITH v AS (
    UPDATE saved_views SET name = coalesce($3, name), project_id = CASE WHEN $4::boolean THEN $5::bigint ELSE project_id END
     WHERE id = $1 AND profile_id = $2 RETURNING *)
  ${SAVED_VIEW} FROM v ${WITH_NAMES_OF_VIEW}`;
const DELETE = 'DELETE FROM saved_views WHERE id = $1 AND profile_id = $2 RETURNING id';

/**
 * Renames a view of this person, shares it with a project, or stops sharing it.
 *
 * @throws NOT_FOUND for views of other people, shared or not; CONFLICT for a name in use; FORBIDDEN for a project that the person is not on
 */
export async function changeSavedView(
  connection: Connection,
  profileId: number,
  id: number,
  { name, projectId }: ChangeSavedViewBody,
): Promise<SavedView> {
  try {
    const values = [id, profileId, name ?? null, projectId !== undefined, projectId ?? null];
    const [changed] = await connection.transaction((transaction) => transaction.query<SavedView>(UPDATE, values));
    if (!changed) throw notFound('saved view');
    return changed;
  } catch (error) {
    throw sqlState(error) === UNIQUE_VIOLATION ? viewNameTaken() : error;
  }
}

/** Deletes a view of this person. @throws NOT_FOUND for views of other people, shared or not */
export async function deleteSavedView(connection: Connection, profileId: number, id: number): Promise<void> {
  const deleted = await connection.transaction((transaction) => transaction.query<{ id: number }>(DELETE, [id, profileId]));
  if (deleted.length === 0) throw notFound('saved view');
}
