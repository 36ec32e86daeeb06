import type { Page, ProjectOfPerson, ProjectsOfPersonQuery } from '@skilltrace/contract';
import type { LaggingConnection } from '../platform/database/connection.js';
import { isTimeKey, readCursor, rowsToQuery, toPage } from '../platform/http/cursor.js';
import { requirePast } from './require-past.js';
import { forEachScope, scopeParameter, type Scope } from './signals-in-scope.js';

const PROJECTS = forEachScope(
  'projects',
  (signals) => `
  SELECT p.id AS "projectId", p.name, p.status, f.signals, f.first_at AS "firstSignalAt", f.last_at AS "lastSignalAt"
    FROM (SELECT project_id, count(*) AS signals, min(created_at) AS first_at, max(created_at) AS last_at FROM ${signals} s GROUP BY project_id) f
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
