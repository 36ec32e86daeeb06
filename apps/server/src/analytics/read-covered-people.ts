import type { CoveredPeopleQuery, CoveredPerson, Page } from '@skilltrace/contract';
import { seesSkillsOfOthers } from '../access/relations.js';
import type { Caller } from '../platform/auth/caller.js';
import type { LaggingConnection } from '../platform/database/connection.js';
import type { ReadDatabase } from '../platform/database/read-database.js';
import { isNameKey, namePosition, readCursor, rowsToQuery, toPage } from '../platform/http/cursor.js';
import { levelsAsOf } from './levels-as-of.js';
import { requirePast } from './require-past.js';
import { requireSkill } from './require-skill.js';
import { SIGNALS_FROM_PROJECT } from './signals-in-scope.js';

const people = (members: string, validated: string) => `
  WITH evidence AS MATERIALIZED (
    SELECT user_id, count(*) AS signals, max(created_at) AS last_at FROM ${SIGNALS_FROM_PROJECT} s WHERE skill_id = $3 GROUP BY user_id
  ), members AS MATERIALIZED (${members}),
  levels AS MATERIALIZED (${validated})
  SELECT p.id AS "profileId", p.name, m.profile_id IS NOT NULL AS "isMember", coalesce(e.signals, 0) AS signals, e.last_at AS "lastSignalAt",
         v.proficiency_level AS "proficiencyLevel", v.last_validated_at AS "lastValidatedAt"
    FROM (SELECT user_id AS id FROM evidence UNION SELECT profile_id FROM members) listed
    JOIN profiles p ON p.id = listed.id
    LEFT JOIN evidence e ON e.user_id = p.id
    LEFT JOIN members m ON m.profile_id = p.id
    LEFT JOIN levels v ON v.profile_id = p.id
   WHERE ($4::bigint IS NULL OR p.id = $4)
     AND ($5::text IS NULL OR strpos(in_register(p.name), in_register($5)) > 0)
     AND ($6::text IS NULL OR (in_register(p.name), p.id) > (in_register($6), $7::bigint))
   ORDER BY in_register(p.name), p.id
   LIMIT $8`;
const PEOPLE = {
  text: people('SELECT profile_id FROM active_assignments WHERE project_id = $1', 'SELECT * FROM employee_skills WHERE skill_id = $3'),
};
const PEOPLE_AS_OF = {
  text: people(
    'SELECT DISTINCT profile_id FROM assignment_periods WHERE project_id = $1 AND started_at <= $2 AND (until IS NULL OR until > $2)',
    levelsAsOf('$2', 'NULL', 'ARRAY[$3::bigint]'),
  ),
};

/**
 * Lists the people on a project, and those with signals from it, with their signals in one skill and their validated level, by name.
 * Callers who may not see everyone's skills see only themselves.
 *
 * @throws NOT_FOUND for an unknown skill; VALIDATION_FAILED for an invalid cursor, or an `asOf` in the future
 */
export async function readCoveredPeople(
  ledger: LaggingConnection,
  access: ReadDatabase,
  caller: Caller,
  { id: projectId, skillId }: { id: number; skillId: number },
  { asOf, search, limit, cursor }: CoveredPeopleQuery,
): Promise<Page<CoveredPerson>> {
  const after = readCursor(cursor, isNameKey);
  await requirePast(ledger, asOf);
  await requireSkill(access, skillId);
  const seesEverybody = caller.isAdmin || (await seesSkillsOfOthers(access, caller.profileId));
  const rows = await ledger.query<CoveredPerson>(asOf === undefined ? PEOPLE : PEOPLE_AS_OF, [
    projectId,
    asOf ?? null,
    skillId,
    seesEverybody ? null : caller.profileId,
    search ?? null,
    after?.key ?? null,
    after?.id ?? null,
    rowsToQuery(limit),
  ]);
  return toPage(
    rows,
    limit,
    ({ name, profileId }) => namePosition({ name, id: profileId }),
    (row) => row,
  );
}
