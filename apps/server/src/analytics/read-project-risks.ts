import type { ProjectRisks, ProjectRisksQuery, SkillRisk } from '@skilltrace/contract';
import { STALE_AFTER_DAYS } from '@skilltrace/domain/validation/staleness';
import type { LaggingConnection } from '../platform/database/connection.js';
import { singleRow } from '../platform/database/single-row.js';
import { ages } from './core-stack-ages.js';
import { levelsAsOf } from './levels-as-of.js';
import { requirePast } from './require-past.js';
import { EXERCISED_RECENTLY, IS_AT_RISK, SKILL_RISK } from './skill-risk-columns.js';

// One pass through the recent signals of the people, for all declared skills together: a look-up for each person and skill would take
// much longer for skills without signals.
const skillsAtRisk = (people: string, validated: string) => `
  WITH people AS MATERIALIZED (${people}),
  declared AS MATERIALIZED (SELECT k.id, k.skill_name, k.category FROM project_skills ps JOIN skills k ON k.id = ps.skill_id WHERE ps.project_id = $3),
  exercised AS (
    SELECT skill_id, count(*) AS people, min(person) AS person
      FROM (SELECT DISTINCT l.skill_id, l.user_id AS person FROM signal_ledger l
             WHERE l.user_id IN (SELECT profile_id FROM people) AND l.skill_id IN (SELECT id FROM declared) AND ${EXERCISED_RECENTLY}) pairs
     GROUP BY skill_id
  ), known AS MATERIALIZED (${validated}),
  validated AS (
    SELECT v.skill_id, count(*) AS people, min(v.profile_id) AS person
      FROM known v WHERE v.profile_id IN (SELECT profile_id FROM people) GROUP BY v.skill_id
  )
  SELECT ${SKILL_RISK}
    FROM declared d LEFT JOIN validated v ON v.skill_id = d.id LEFT JOIN exercised e ON e.skill_id = d.id
   WHERE ${IS_AT_RISK}
   ORDER BY in_register(d.skill_name), d.id`;
const SKILLS = skillsAtRisk(
  'SELECT profile_id FROM active_assignments WHERE project_id = $3',
  'SELECT profile_id, skill_id FROM employee_skills WHERE profile_id IN (SELECT profile_id FROM people)',
);
const SKILLS_AS_OF = skillsAtRisk(
  'SELECT DISTINCT profile_id FROM assignment_periods WHERE project_id = $3 AND started_at <= $1 AND (until IS NULL OR until > $1)',
  levelsAsOf('$1', 'ARRAY(SELECT profile_id FROM people)', 'ARRAY(SELECT id FROM declared)'),
);

const AGES = `SELECT ${ages('now()', '$2::int')} FROM core_stack_validations WHERE project_id = $1`;
const AGES_AS_OF = `
  WITH stack AS MATERIALIZED (
    SELECT DISTINCT c.profile_id, c.skill_id FROM core_stack_periods c JOIN skills k ON k.id = c.skill_id
     WHERE c.project_id = $1 AND k.is_active AND c.started_at <= $3 AND (c.until IS NULL OR c.until > $3)
  )
  SELECT ${ages('$3::timestamptz', '$2::int')}
    FROM stack c JOIN validated_skills_as_of($3, ARRAY(SELECT profile_id FROM stack), NULL) v
      ON v.profile_id = c.profile_id AND v.skill_id = c.skill_id`;

/**
 * Reads the declared skills of a project that at most one person on it has validated or exercised in the last year, and how much of
 * the Core Stack on it is stale or goes stale soon. `asOf` applies to both ledgers and to the people on the project; declared
 * skills and tags are current.
 *
 * @throws VALIDATION_FAILED for an `asOf` in the future
 */
export async function readProjectRisks(ledger: LaggingConnection, projectId: number, { asOf }: ProjectRisksQuery): Promise<ProjectRisks> {
  await requirePast(ledger, asOf);
  const skills = await ledger.query<SkillRisk>(asOf === undefined ? SKILLS : SKILLS_AS_OF, [asOf ?? null, STALE_AFTER_DAYS, projectId]);
  const counted =
    asOf === undefined
      ? await ledger.query<Omit<ProjectRisks, 'skills'>>(AGES, [projectId, STALE_AFTER_DAYS])
      : await ledger.query<Omit<ProjectRisks, 'skills'>>(AGES_AS_OF, [projectId, STALE_AFTER_DAYS, asOf]);
  return { skills, ...singleRow(counted) };
}
