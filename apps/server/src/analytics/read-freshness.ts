import type { AgingSkill, FreshnessQuery, Page } from '@skilltrace/contract';
import { freshUntil, STALE_AFTER_DAYS } from '@skilltrace/domain/validation/staleness';
import type { LaggingConnection } from '../platform/database/connection.js';
import { isTimeKey, readPairCursor, rowsToQuery, toPage } from '../platform/http/cursor.js';

// $1 limits the age of the validation to the threshold less the days asked for. Days have 24 hours, as in `staleBefore`.
const AGING = `
  SELECT a.profile_id AS "profileId", m.name AS "profileName", a.skill_id AS "skillId", a.skill_name AS "skillName",
         a.proficiency_level AS "proficiencyLevel", a.last_validated_at AS "lastValidatedAt",
         a.last_validated_at < now() - $7::int * interval '24 hours' AS "isStale",
         (SELECT json_agg(json_build_object('id', p.id, 'name', p.name,
                   'techLead', CASE WHEN lead.id IS NOT NULL THEN json_build_object('id', lead.id, 'name', lead.name) END)
                   ORDER BY in_register(p.name), p.id)
            FROM projects p LEFT JOIN project_leads l ON l.project_id = p.id LEFT JOIN profiles lead ON lead.id = l.profile_id
           WHERE p.id = ANY (a.project_ids)) AS projects
    FROM (SELECT profile_id, skill_id, skill_name, proficiency_level, last_validated_at, array_agg(project_id) AS project_ids
            FROM core_stack_validations
           WHERE last_validated_at < now() - $1::int * interval '24 hours'
             AND ($2::bigint IS NULL OR project_id = $2)
             AND ($3::bigint IS NULL OR project_id IN (SELECT project_id FROM project_leads WHERE profile_id = $3))
             AND ($4::timestamptz IS NULL OR (last_validated_at, profile_id, skill_id) > ($4::timestamptz, $5::bigint, $6::bigint))
           GROUP BY profile_id, skill_id, skill_name, proficiency_level, last_validated_at
           ORDER BY last_validated_at, profile_id, skill_id
           LIMIT $8) a
    JOIN profiles m ON m.id = a.profile_id
   ORDER BY a.last_validated_at, a.profile_id, a.skill_id`;

/**
 * Lists the validated levels in the Core Stack that are stale or go stale in `days` days, oldest validation first. A level is listed
 * once, with each of its projects.
 *
 * @throws VALIDATION_FAILED for an invalid cursor
 */
export async function readFreshness(
  ledger: LaggingConnection,
  { days, projectId, leadId, limit, cursor }: FreshnessQuery,
): Promise<Page<AgingSkill>> {
  const after = readPairCursor(cursor, isTimeKey);
  const rows = await ledger.query<Omit<AgingSkill, 'freshUntil'>>(AGING, [
    STALE_AFTER_DAYS - Number(days ?? 0),
    projectId ?? null,
    leadId ?? null,
    after?.key ?? null,
    after?.id ?? null,
    after?.secondId ?? null,
    STALE_AFTER_DAYS,
    rowsToQuery(limit),
  ]);
  return toPage(
    rows,
    limit,
    ({ lastValidatedAt, profileId, skillId }) => ({ key: lastValidatedAt, id: profileId, secondId: skillId }),
    (row) => ({ ...row, freshUntil: freshUntil(row.lastValidatedAt).toISOString() }),
  );
}
