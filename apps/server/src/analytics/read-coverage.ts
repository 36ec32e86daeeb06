import type { AsOfQuery, SkillCoverage } from '@skilltrace/contract';
import type { Caller } from '../platform/auth/caller.js';
import type { ReadDatabase } from '../platform/database/read-database.js';
import { requirePast } from './require-past.js';
import { TEAM } from './signals-in-scope.js';
import { peopleVisibleTo } from './visible-people.js';

const COVERAGE = {
  name: 'coverage',
  text: `
  WITH team AS MATERIALIZED (SELECT DISTINCT profile_id FROM (${TEAM}) t),
  evidence AS (
    SELECT skill_id, user_id, count(*) AS signals, max(created_at) AS last_at
      FROM signal_ledger
     WHERE user_id IN (SELECT profile_id FROM team)
       AND skill_id IN (SELECT skill_id FROM project_skills WHERE project_id = $1)
       AND recorded_at <= coalesce($2::timestamptz, 'infinity')
     GROUP BY skill_id, user_id
  )
  SELECT k.id AS "skillId", k.skill_name AS name, k.category, (SELECT count(*) FROM team) AS "teamSize",
         count(e.user_id) AS "peopleWithSignals", coalesce(sum(e.signals), 0) AS signals, max(e.last_at) AS "lastSignalAt",
         coalesce(json_agg(json_build_object('profileId', p.id, 'name', p.name, 'signals', e.signals,
                                             'lastSignalAt', to_char(e.last_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
                           ORDER BY in_register(p.name), p.id) FILTER (WHERE p.id IS NOT NULL), '[]') AS people
    FROM project_skills ps
    JOIN skills k ON k.id = ps.skill_id
    LEFT JOIN evidence e ON e.skill_id = ps.skill_id
    LEFT JOIN profiles p ON p.id = e.user_id AND ($3::boolean OR p.id IN (${peopleVisibleTo('$4')}))
   WHERE ps.project_id = $1
   GROUP BY k.id
   ORDER BY in_register(k.skill_name), k.id`,
};

/**
 * What the team of a project has done, anywhere, in each skill that the project declares. The figures are the team's; by
 * name stand only the people whose charts the caller may see.
 *
 * @throws VALIDATION_FAILED for an `asOf` in the future
 */
export async function readCoverage(ledger: ReadDatabase, caller: Caller, projectId: number, query: AsOfQuery): Promise<SkillCoverage> {
  await requirePast(ledger, query.asOf);
  return {
    items: await ledger.query<SkillCoverage['items'][number]>(COVERAGE, [projectId, query.asOf ?? null, caller.isAdmin, caller.profileId]),
  };
}
