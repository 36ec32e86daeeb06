import type { OrganizationRisksQuery, OrganizationSkillRisk, Page } from '@skilltrace/contract';
import { STALE_AFTER_DAYS } from '@skilltrace/domain/validation/staleness';
import type { LaggingConnection } from '../platform/database/connection.js';
import { isSpread } from '../platform/database/is-spread.js';
import { isNameKey, namePosition, readCursor, rowsToQuery, toPage } from '../platform/http/cursor.js';
import { levelsAsOf } from './levels-as-of.js';
import { requirePast } from './require-past.js';
import { EXERCISED_RECENTLY, IS_AT_RISK, SKILL_RISK } from './skill-risk-columns.js';

const activePerson = (person: string) =>
  `JOIN profiles p ON p.id = ${person} AND (p.deactivated_at IS NULL OR p.deactivated_at > $1::timestamptz)`;

/** `validated` and `exercised` count the people of each skill, and stop at two where they can. */
const skillsAtRisk = (validated: string, exercised: string, first = '') => `
  ${first}
  SELECT ${SKILL_RISK}, d.projects
    FROM (
      SELECT k.id, k.skill_name, k.category, count(*) AS projects
        FROM skills k JOIN project_skills ps ON ps.skill_id = k.id JOIN projects p ON p.id = ps.project_id
       WHERE (p.inactive_since IS NULL OR p.inactive_since > $1::timestamptz) AND p.created_at <= coalesce($1::timestamptz, 'infinity')
         AND ($3::text IS NULL OR (in_register(k.skill_name), k.id) > (in_register($3), $4::bigint))
       GROUP BY k.id ORDER BY in_register(k.skill_name), k.id OFFSET 0
    ) d
    LEFT JOIN ${validated}
    LEFT JOIN ${exercised}
   WHERE ${IS_AT_RISK}
   ORDER BY in_register(d.skill_name), d.id
   LIMIT $5`;

const firstTwoValidated = `LATERAL (
      SELECT count(*) AS people, min(profile_id) AS person
        FROM (SELECT s.profile_id FROM employee_skills s ${activePerson('s.profile_id')} WHERE s.skill_id = d.id LIMIT 2) two
    ) v ON true`;
const allValidated = (source: string) => `(
      SELECT s.skill_id, count(*) AS people, min(s.profile_id) AS person FROM ${source} s ${activePerson('s.profile_id')} GROUP BY s.skill_id
    ) v ON v.skill_id = d.id`;
const exerciser = (other: string) =>
  `SELECT l.user_id FROM signal_ledger l ${activePerson('l.user_id')} WHERE l.skill_id = d.id AND ${EXERCISED_RECENTLY} ${other} LIMIT 1`;
// The first person who is found, and another one. Skills that many people exercise need only a few rows.
const firstTwoExercised = `LATERAL (
      SELECT one.user_id AS person, CASE WHEN other.user_id IS NULL THEN 1 ELSE 2 END AS people
        FROM (${exerciser('')}) one LEFT JOIN LATERAL (${exerciser('AND l.user_id <> one.user_id')}) other ON true
    ) e ON true`;
const exercisedOnWorkers = `(
      SELECT pairs.skill_id, count(*) AS people, min(pairs.person) AS person
        FROM (SELECT DISTINCT l.skill_id, l.user_id AS person FROM signal_ledger l WHERE ${EXERCISED_RECENTLY}) pairs ${activePerson('pairs.person')}
       GROUP BY pairs.skill_id
    ) e ON e.skill_id = d.id`;

const PAST = `WITH past AS MATERIALIZED (${levelsAsOf('$1', 'NULL', 'NULL')})`;
const VALIDATED_THEN = allValidated('past');
const SKILLS = skillsAtRisk(firstTwoValidated, firstTwoExercised);
const SKILLS_AS_OF = skillsAtRisk(VALIDATED_THEN, firstTwoExercised, PAST);
const ON_WORKERS = skillsAtRisk(allValidated('employee_skills'), exercisedOnWorkers);
const ON_WORKERS_AS_OF = skillsAtRisk(VALIDATED_THEN, exercisedOnWorkers, PAST);

/**
 * Lists the skills that an active project declares and that at most one active person has validated or exercised in the last year, by
 * name. `asOf` applies to both ledgers, people and projects; declared skills are current.
 *
 * @throws VALIDATION_FAILED for an invalid cursor, or an `asOf` in the future
 */
export async function readOrganizationRisks(
  ledger: LaggingConnection,
  { asOf, limit, cursor }: OrganizationRisksQuery,
): Promise<Page<OrganizationSkillRisk>> {
  const after = readCursor(cursor, isNameKey);
  await requirePast(ledger, asOf);
  const onWorkers = await isSpread(ledger);
  const current = onWorkers ? ON_WORKERS : SKILLS;
  const past = onWorkers ? ON_WORKERS_AS_OF : SKILLS_AS_OF;
  const rows = await ledger.query<OrganizationSkillRisk>(asOf === undefined ? current : past, [
    asOf ?? null,
    STALE_AFTER_DAYS,
    after?.key ?? null,
    after?.id ?? null,
    rowsToQuery(limit),
  ]);
  return toPage(
    rows,
    limit,
    ({ name, skillId }) => namePosition({ name, id: skillId }),
    (row) => row,
  );
}
