import { STALE_AFTER_DAYS } from '@skilltrace/domain/validation/staleness';
import { activeThen, forEachSight, LEVELS_OF_THEM, SIGNALS } from './visible-knowledge.js';

// $5 the time since which signals count, $6 the projects whose work the caller may read, or null for all. Own work is always readable.
const facts = (signals: string, levels: string, showsSignals: string) => `
  WITH counted AS (
    SELECT user_id, skill_id, project_id, count(*) FILTER (WHERE $5::timestamptz IS NULL OR created_at >= $5::timestamptz) AS signals,
           max(created_at) AS last_at
      FROM signal_ledger
     WHERE ${SIGNALS} AND ${signals}
     GROUP BY user_id, skill_id, project_id
  ), evidence AS (
    SELECT c.user_id AS profile_id, c.skill_id, sum(c.signals) AS signals, max(c.last_at) AS last_at,
           json_agg(json_build_object('projectId', j.id, 'projectName', j.name, 'signals', c.signals,
                                      'lastSignalAt', to_char(c.last_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
                    ORDER BY c.last_at DESC, j.id)
             FILTER (WHERE c.signals > 0 AND ($6::bigint[] IS NULL OR c.user_id = $4::bigint OR j.id = ANY ($6::bigint[]))) AS projects
      FROM counted c JOIN projects j ON j.id = c.project_id
     GROUP BY c.user_id, c.skill_id
  ), stacked AS (
    SELECT DISTINCT c.profile_id, c.skill_id FROM core_stack_periods c WHERE c.profile_id = ANY ($3::bigint[]) AND ${activeThen('c')}
  )
  SELECT profile_id AS "profileId", k.id AS "skillId", k.skill_name AS name, v.proficiency_level AS "proficiencyLevel",
         v.last_validated_at AS "lastValidatedAt",
         coalesce(s.skill_id IS NOT NULL AND k.is_active
                  AND v.last_validated_at < coalesce($2::timestamptz, now()) - ${STALE_AFTER_DAYS} * interval '24 hours', false) AS "isStale",
         CASE WHEN ${showsSignals} THEN coalesce(e.signals, 0) END AS signals, e.last_at AS "lastSignalAt",
         coalesce(e.projects, '[]') AS evidence
    FROM evidence e
    FULL JOIN (SELECT profile_id, skill_id, proficiency_level, last_validated_at FROM (${levels}) l WHERE ${LEVELS_OF_THEM}) v
      USING (profile_id, skill_id)
    JOIN skills k ON k.id = skill_id
    LEFT JOIN stacked s USING (profile_id, skill_id)
   ORDER BY array_position($1::bigint[], k.id)`;

/** What each of the people knows of each skill: level, signals, and the projects that they came from. */
export const FACTS = forEachSight(facts);
