import type { AsOfQuery, SkillCoverage } from '@skilltrace/contract';
import { seesSkillsOfOthers } from '../access/relations.js';
import type { Caller } from '../platform/auth/caller.js';
import type { LaggingConnection } from '../platform/database/connection.js';
import type { ReadDatabase } from '../platform/database/read-database.js';
import { requirePast } from './require-past.js';
import { SIGNALS_FROM_PROJECT } from './signals-in-scope.js';

const COVERAGE = {
  name: 'coverage',
  text: `
  WITH evidence AS (
    SELECT skill_id, user_id, count(*) AS signals, max(created_at) AS last_at
      FROM ${SIGNALS_FROM_PROJECT} s
     GROUP BY skill_id, user_id
  )
  SELECT k.id AS "skillId", k.skill_name AS name, k.category,
         count(e.user_id) AS "peopleWithSignals", coalesce(sum(e.signals), 0) AS signals, max(e.last_at) AS "lastSignalAt",
         coalesce(json_agg(json_build_object('profileId', p.id, 'name', p.name, 'signals', e.signals,
                                             'lastSignalAt', to_char(e.last_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
                           ORDER BY in_register(p.name), p.id) FILTER (WHERE p.id IS NOT NULL), '[]') AS people
    FROM project_skills ps
    JOIN skills k ON k.id = ps.skill_id
    LEFT JOIN evidence e ON e.skill_id = ps.skill_id
    LEFT JOIN profiles p ON p.id = e.user_id AND ($3::boolean OR p.id = $4)
   WHERE ps.project_id = $1
   GROUP BY k.id
   ORDER BY in_register(k.skill_name), k.id`,
};

/**
 * Reads the signals from a project for each skill that it declares. The totals include people who have left the project. Only
 * people whose skills the caller may see are named.
 *
 * @throws VALIDATION_FAILED for an `asOf` in the future
 */
export async function readCoverage(
  ledger: LaggingConnection,
  access: ReadDatabase,
  caller: Caller,
  projectId: number,
  query: AsOfQuery,
): Promise<SkillCoverage> {
  await requirePast(ledger, query.asOf);
  const seesEverybody = caller.isAdmin || (await seesSkillsOfOthers(access, caller.profileId));
  return {
    items: await ledger.query<SkillCoverage['items'][number]>(COVERAGE, [projectId, query.asOf ?? null, seesEverybody, caller.profileId]),
  };
}
