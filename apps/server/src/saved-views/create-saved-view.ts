import type { CreateSavedViewBody, SavedView } from '@skilltrace/contract';
import type { Connection } from '../platform/database/connection.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { SAVED_VIEW, WITH_NAMES_OF_VIEW } from './saved-view-row.js';

const INSERT = `
  WITH v AS (
    INSERT INTO saved_views (profile_id, name, path, search, project_id) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (profile_id, name) DO NOTHING RETURNING *)
  ${SAVED_VIEW} FROM v ${WITH_NAMES_OF_VIEW}`;

export const viewNameTaken = () => new DomainError('CONFLICT', 'You already have a view with this name.');

/**
 * Saves a page with its filters. The guard `saved_views.sql` checks the number of views of the person, and that they belong to the project.
 *
 * @throws CONFLICT for a name in use, and for a person with the most views; FORBIDDEN for a project that the person is not on
 */
export async function createSavedView(connection: Connection, profileId: number, body: CreateSavedViewBody): Promise<SavedView> {
  const { name, path, search = {}, projectId = null } = body;
  const [created] = await connection.transaction((transaction) =>
    transaction.query<SavedView>(INSERT, [profileId, name, path, JSON.stringify(search), projectId]),
  );
  if (!created) throw viewNameTaken();
  return created;
}
