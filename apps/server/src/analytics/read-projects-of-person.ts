import type { Page, ProjectOfPerson, ProjectsOfPersonQuery } from '@skilltrace/contract';
import type { LaggingConnection } from '../platform/database/connection.js';
import { isTimeKey, readCursor, rowsToQuery, toPage } from '../platform/http/cursor.js';
import { requirePast } from './require-past.js';
import { forEachScope, scopeParameter, type Scope } from './signals-in-scope.js';

const PROJECTS = forEachScope(
  'projects',
  (signals) => `
  SELECT p.id AS "projectId", p.name, p.status, f.signals, f.first_at AS "firstSignalAt", f.last_at AS "lastSignalAt"
    FROM (SELECT coalesce(u.project_id, s.source_id) AS project_id, count(*) AS signals,
                 min(s.created_at) AS first_at, max(s.created_at) AS last_at
            FROM ${signals} s LEFT JOIN progress_updates u ON s.source_type = 'update' AND u.id = s.source_id
           WHERE s.source_type IN ('project', 'update')
           GROUP BY 1) f
    JOIN projects p ON p.id = f.project_id
   WHERE (f.last_at, p.id) < (coalesce($3::timestamptz, 'infinity'), coalesce($4::bigint, 0))
   ORDER BY f.last_at DESC, p.id DESC LIMIT $5`,
);

/**
 * Lists the projects that the signals of a scope came from, latest signal first.
 *
 * @throws VALIDATION_FAILED for an invalid cursor, or an `asOf` in the future
 */
export async function readProjectsOfPerson(
  ledger: LaggingConnection,
  scope: Scope,
  { asOf, limit, cursor }: ProjectsOfPersonQuery,
): Promise<Page<ProjectOfPerson>> {
  const after = readCursor(cursor, isTimeKey);
  await requirePast(ledger, asOf);
  const parameters = [scopeParameter(scope), asOf ?? null, after?.key ?? null, after?.id ?? null, rowsToQuery(limit)];
  const rows = await ledger.query<ProjectOfPerson>(PROJECTS[scope.of], parameters);
  return toPage(
    rows,
    limit,
    ({ lastSignalAt, projectId }) => ({ key: lastSignalAt, id: projectId }),
    (row) => row,
  );
}
