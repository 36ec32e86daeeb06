import type { Page, ProjectFreshness, ProjectFreshnessQuery } from '@skilltrace/contract';
import { STALE_AFTER_DAYS } from '@skilltrace/domain/validation/staleness';
import type { LaggingConnection } from '../platform/database/connection.js';
import { readPairCursor, rowsToQuery, toPage } from '../platform/http/cursor.js';
import { ages } from './core-stack-ages.js';

const PROJECTS = `
  SELECT p.id AS "projectId", p.name AS "projectName",
         CASE WHEN lead.id IS NOT NULL THEN json_build_object('id', lead.id, 'name', lead.name) END AS "techLead",
         c."coreStack", c.stale, c."within30Days", c."within60Days", c."within90Days"
    FROM (SELECT project_id, ${ages('now()', '$1::int')} FROM core_stack_validations
           WHERE $2::bigint IS NULL OR project_id IN (SELECT project_id FROM project_leads WHERE profile_id = $2)
           GROUP BY project_id) c
    JOIN projects p ON p.id = c.project_id
    LEFT JOIN project_leads l ON l.project_id = p.id LEFT JOIN profiles lead ON lead.id = l.profile_id
   WHERE c.stale + c."within90Days" > 0
     AND ($3::int IS NULL OR (c.stale, c."within90Days", p.id) < ($3::int, $4::bigint, $5::bigint))
   ORDER BY c.stale DESC, c."within90Days" DESC, p.id DESC
   LIMIT $6`;

const isCount = (key: string) => /^\d{1,9}$/.test(key);

/**
 * Counts, for each active project, the Core Stack that is stale or goes stale in the next days: the projects with the most stale levels
 * first. Projects without any are left out.
 *
 * @throws VALIDATION_FAILED for an invalid cursor
 */
export async function readProjectFreshness(
  ledger: LaggingConnection,
  { leadId, limit, cursor }: ProjectFreshnessQuery,
): Promise<Page<ProjectFreshness>> {
  const after = readPairCursor(cursor, isCount);
  const rows = await ledger.query<ProjectFreshness>(PROJECTS, [
    STALE_AFTER_DAYS,
    leadId ?? null,
    after?.key ?? null,
    after?.id ?? null,
    after?.secondId ?? null,
    rowsToQuery(limit),
  ]);
  return toPage(
    rows,
    limit,
    ({ stale, within90Days, projectId }) => ({ key: String(stale), id: within90Days, secondId: projectId }),
    (row) => row,
  );
}
