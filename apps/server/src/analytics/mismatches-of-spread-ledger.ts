import { levelsAsOf } from './levels-as-of.js';

// Statements for a ledger on several machines, which refuse a look-up for each row of another table. Each statement reads the pairs of person and skill, or of
// project and skill, in one pass on all workers. Parameters and columns are those of `read-mismatch-pages.ts`.
const RECORDED = '($1::timestamptz IS NULL OR recorded_at <= $1::timestamptz)';
const EXERCISED = `exercised AS MATERIALIZED (
    SELECT user_id, skill_id, count(*) AS signals, max(created_at) AS last_at FROM signal_ledger WHERE ${RECORDED} GROUP BY user_id, skill_id)`;

const PAST = `past AS MATERIALIZED (${levelsAsOf('$1', 'NULL', 'NULL')}), `;
const NOT_FORMER = '(p.deactivated_at IS NULL OR p.deactivated_at > $1::timestamptz)';

const unexercised = (levels: string, past: string) => `
  WITH ${past} ${EXERCISED}
  SELECT p.id AS "profileId", p.name AS "profileName", k.id AS "skillId", k.skill_name AS "skillName", v.proficiency_level AS "proficiencyLevel",
         v.last_validated_at AS "lastValidatedAt", e.last_at AS "lastSignalAt"
    FROM ${levels} v JOIN profiles p ON p.id = v.profile_id JOIN skills k ON k.id = v.skill_id
    LEFT JOIN exercised e ON e.user_id = v.profile_id AND e.skill_id = v.skill_id
   WHERE ${NOT_FORMER}
     AND ($3::timestamptz IS NULL OR (v.last_validated_at, v.profile_id, v.skill_id) > ($3::timestamptz, $4::bigint, $5::bigint))
     AND (e.last_at IS NULL OR e.last_at < coalesce($1::timestamptz, now()) - $6::int * interval '24 hours')
   ORDER BY v.last_validated_at, v.profile_id, v.skill_id
   LIMIT $2`;

export const UNEXERCISED_ON_WORKERS = unexercised('employee_skills', '');
export const UNEXERCISED_ON_WORKERS_AS_OF = unexercised('past', PAST);

const unvalidated = (levels: string, past: string) => `
  WITH ${past} ${EXERCISED}
  SELECT p.id AS "profileId", p.name AS "profileName", k.id AS "skillId", k.skill_name AS "skillName", e.signals, e.last_at AS "lastSignalAt"
    FROM exercised e JOIN profiles p ON p.id = e.user_id JOIN skills k ON k.id = e.skill_id
    LEFT JOIN ${levels} v ON v.profile_id = e.user_id AND v.skill_id = e.skill_id
   WHERE v.profile_id IS NULL AND ${NOT_FORMER}
     AND ($3::timestamptz IS NULL OR e.last_at < $3::timestamptz OR e.last_at = $3::timestamptz AND (e.user_id, e.skill_id) > ($4::bigint, $5::bigint))
   ORDER BY e.last_at DESC, e.user_id, e.skill_id
   LIMIT $2`;
export const UNVALIDATED_ON_WORKERS = unvalidated('employee_skills', '');
export const UNVALIDATED_ON_WORKERS_AS_OF = unvalidated('past', PAST);

const SIGNALLED = `signalled AS MATERIALIZED (SELECT DISTINCT project_id, skill_id FROM signal_ledger WHERE ${RECORDED})`;
const neverSignalled = (columns: string, condition: string) => `
  WITH ${SIGNALLED}
  SELECT p.id AS "projectId", p.name AS "projectName", k.id AS "skillId", k.skill_name AS "skillName" ${columns}
    FROM projects p JOIN project_skills ps ON ps.project_id = p.id JOIN skills k ON k.id = ps.skill_id
    LEFT JOIN signalled s ON s.project_id = p.id AND s.skill_id = k.id
   WHERE s.project_id IS NULL
     AND (p.status = 'active' OR p.completed_at > $1::timestamptz) AND p.created_at <= coalesce($1::timestamptz, 'infinity') ${condition}
   ORDER BY in_register(p.name), p.id, in_register(k.skill_name), k.id
   LIMIT $2`;

export const NEVER_SIGNALLED_ON_WORKERS = neverSignalled(
  '',
  `AND ($3::text IS NULL OR (in_register(p.name), p.id, in_register(k.skill_name), k.id)
         > (in_register($3::text), $4::bigint, in_register((SELECT skill_name FROM skills WHERE id = $5::bigint)), $5::bigint))`,
);

/** The first page with the number of all rows as `total`. Has only the first two parameters. */
export const FIRST_NEVER_SIGNALLED_ON_WORKERS = neverSignalled(', count(*) OVER () AS total', '');
