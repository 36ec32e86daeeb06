import type { ListSavedViewsQuery, Page, SavedView } from '@skilltrace/contract';
import { byName } from '../platform/database/by-name.js';
import type { Connection } from '../platform/database/connection.js';
import { isNameKey, namePosition, readCursor, rowsToQuery, toPage } from '../platform/http/cursor.js';
import { SAVED_VIEW, WITH_NAMES_OF_VIEW } from './saved-view-row.js';

const { matches, isAfter, order } = byName({
  name: 'v.name',
  id: 'v.id',
  search: '$2',
  isByMatch: '$6',
  afterName: '$3',
  afterId: '$4',
});
// A view is shared only while its owner belongs to the project.
const LIST = `
  WITH readable AS (
    SELECT id FROM saved_views WHERE profile_id = $1
     UNION
    SELECT s.id FROM work_readers r JOIN saved_views s ON s.project_id = r.project_id
     WHERE r.profile_id = $1 AND may_see_work_on(s.profile_id, s.project_id))
  ${SAVED_VIEW} FROM readable JOIN saved_views v USING (id) ${WITH_NAMES_OF_VIEW}
   WHERE ($2::text IS NULL OR ${matches}) AND ${isAfter}
   ORDER BY ${order} LIMIT $5`;

/** Lists the views that a person sees, by name: their own, and those that are shared with a project that they are on or lead. */
export async function listSavedViews(connection: Connection, profileId: number, query: ListSavedViewsQuery): Promise<Page<SavedView>> {
  const { search, limit, cursor } = query;
  const after = readCursor(cursor, isNameKey);
  const rows = await connection.query<SavedView>(LIST, [
    profileId,
    search ?? null,
    after?.key ?? null,
    after?.id ?? null,
    rowsToQuery(limit),
    query.order === 'match',
  ]);
  return toPage(rows, limit, namePosition, (row) => row);
}
