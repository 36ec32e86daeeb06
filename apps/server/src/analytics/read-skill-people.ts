import type { Page, SkillPeopleQuery, SkillPerson } from '@skilltrace/contract';
import { seesSkillsOfOthers } from '../access/relations.js';
import type { Caller } from '../platform/auth/caller.js';
import type { LaggingConnection } from '../platform/database/connection.js';
import type { ReadDatabase } from '../platform/database/read-database.js';
import { isTimeKey, readCursor, rowsToQuery, toPage } from '../platform/http/cursor.js';
import { levelsAsOf } from './levels-as-of.js';
import { requirePast } from './require-past.js';
import { requireSkill } from './require-skill.js';

/**
 * `sight` has the condition of signals and their number in the answer, `validated` selects levels, and `before` begins the statement. Names
 * are joined after the limit.
 */
const people = (sight: { condition: string; signals: string }, validated: string, before: string) => `
  ${before}
  SELECT p.id AS "profileId", p.name, p.title, n.signals, n.last_at AS "lastSignalAt", n.proficiency_level AS "proficiencyLevel",
         n.last_validated_at AS "lastValidatedAt", n.recent_at AS "recentAt"
    FROM (SELECT profile_id, ${sight.signals} AS signals, e.last_at, v.proficiency_level, v.last_validated_at,
                 greatest(e.last_at, v.last_validated_at) AS recent_at
            FROM (SELECT user_id AS profile_id, count(*) AS signals, max(created_at) AS last_at
                    FROM signal_ledger
                   WHERE skill_id = $1 AND ($2::timestamptz IS NULL OR recorded_at <= $2::timestamptz) AND ${sight.condition}
                   GROUP BY user_id) e
            FULL JOIN (${validated}) v USING (profile_id)
           WHERE (greatest(e.last_at, v.last_validated_at), profile_id) < (coalesce($3::timestamptz, 'infinity'), coalesce($4::bigint, 0))
           ORDER BY recent_at DESC, profile_id DESC
           LIMIT $5) n
    JOIN profiles p ON p.id = n.profile_id
   ORDER BY n.recent_at DESC, p.id DESC`;

const LEVEL = 'v.profile_id, v.proficiency_level, v.last_validated_at';
const PAST = `WITH past AS MATERIALIZED (${levelsAsOf('$2::timestamptz', 'NULL', 'ARRAY[$1::bigint]')})`;
const EVERYBODY = { condition: '$6::bigint IS NOT NULL', signals: 'coalesce(e.signals, 0)' };
const AMONG_EVERYBODY = { text: people(EVERYBODY, `SELECT ${LEVEL} FROM employee_skills v WHERE v.skill_id = $1`, '') };
const AMONG_EVERYBODY_AS_OF = { text: people(EVERYBODY, `SELECT ${LEVEL} FROM past v`, PAST) };
// Other people are listed only with what they share now. Their signals are neither counted nor used for sorting.
const OWN = { condition: 'user_id = $6', signals: 'CASE WHEN profile_id = $6 THEN coalesce(e.signals, 0) END' };
const SHARED = `SELECT ${LEVEL} FROM employee_skills v WHERE v.skill_id = $1 AND v.profile_id = $6
      UNION ALL SELECT ${LEVEL} FROM shared_skills v WHERE v.skill_id = $1 AND v.profile_id <> $6`;
const SHARED_AS_OF = `SELECT ${LEVEL} FROM past v JOIN profiles o ON o.id = v.profile_id
      WHERE o.id = $6 OR (o.shares_validated_skills AND o.deactivated_at IS NULL)`;
const OWN_AND_SHARED = { text: people(OWN, SHARED, '') };
const OWN_AND_SHARED_AS_OF = { text: people(OWN, SHARED_AS_OF, PAST) };

/**
 * Lists people with signals or a validated level in a skill, most recent first. Admins and Tech Leads of active projects see
 * everyone. Other callers see themselves and the validated levels that people share.
 *
 * @throws NOT_FOUND for an unknown skill; VALIDATION_FAILED for an invalid cursor, or an `asOf` in the future
 */
export async function readSkillPeople(
  ledger: LaggingConnection,
  access: ReadDatabase,
  caller: Caller,
  skillId: number,
  query: SkillPeopleQuery,
): Promise<Page<SkillPerson>> {
  const after = readCursor(query.cursor, isTimeKey);
  await requirePast(ledger, query.asOf);
  await requireSkill(access, skillId);
  const seesEverybody = caller.isAdmin || (await seesSkillsOfOthers(access, caller.profileId));
  // What others share is part of the access, so it is never read behind the primary.
  const source = seesEverybody ? ledger : access;
  const [now, before] = seesEverybody ? [AMONG_EVERYBODY, AMONG_EVERYBODY_AS_OF] : [OWN_AND_SHARED, OWN_AND_SHARED_AS_OF];
  const rows = await source.query<SkillPerson & { recentAt: string }>(query.asOf === undefined ? now : before, [
    skillId,
    query.asOf ?? null,
    after?.key ?? null,
    after?.id ?? null,
    rowsToQuery(query.limit),
    caller.profileId,
  ]);
  return toPage(
    rows,
    query.limit,
    ({ recentAt, profileId }) => ({ key: recentAt, id: profileId }),
    ({ recentAt: _, ...person }) => person,
  );
}
