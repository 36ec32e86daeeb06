import type { MismatchesQuery, SkillMismatches } from '@skilltrace/contract';
import { DEFAULT_PAGE_SIZE } from '@skilltrace/domain/limits';
import { STALE_AFTER_DAYS } from '@skilltrace/domain/validation/staleness';
import type { LaggingConnection } from '../platform/database/connection.js';
import { FOR_EVERYTHING } from './for-everything.js';
import { isSpread } from '../platform/database/is-spread.js';
import { FIRST_NEVER_SIGNALLED_ON_WORKERS } from './mismatches-of-spread-ledger.js';
import { levelsAsOf } from './levels-as-of.js';
import { requirePast } from './require-past.js';

// In each statement $1 is the asOf and $2 the limit. Former members are excluded.
const RECORDED = '($1::timestamptz IS NULL OR recorded_at <= $1::timestamptz)';
const notFormer = (person: string) =>
  `NOT EXISTS (SELECT FROM profiles p WHERE p.id = ${person} AND p.deactivated_at <= coalesce($1::timestamptz, 'infinity'))`;

// Both lists of people come from one pass over the ledger, which is most of the cost. Names are joined after the limits. The planner
// expects the anti-joins to leave one row, so joins before them would be nested loops over every pair of person and skill: with 10
// million signals the statement had not finished after 60 s.
const statement = (levels: string, past: string) => `
  WITH ${past} exercised AS MATERIALIZED (
    SELECT user_id, skill_id, count(*) AS signals, max(created_at) AS last_at FROM signal_ledger WHERE ${RECORDED} GROUP BY user_id, skill_id
  ), unexercised AS MATERIALIZED (
    SELECT v.profile_id, v.skill_id, v.proficiency_level, v.last_validated_at, e.last_at, count(*) OVER () AS total,
           row_number() OVER (ORDER BY e.last_at NULLS FIRST, v.last_validated_at, v.profile_id, v.skill_id) AS place
      FROM ${levels} v LEFT JOIN exercised e ON e.user_id = v.profile_id AND e.skill_id = v.skill_id
     WHERE ${notFormer('v.profile_id')}
       AND (e.last_at IS NULL OR e.last_at < coalesce($1::timestamptz, now()) - $3::int * interval '24 hours')
     ORDER BY place
     LIMIT $2
  ), unvalidated AS MATERIALIZED (
    SELECT e.user_id, e.skill_id, e.signals, e.last_at, count(*) OVER () AS total,
           row_number() OVER (ORDER BY e.last_at DESC, e.user_id, e.skill_id) AS place
      FROM exercised e
     WHERE NOT EXISTS (SELECT FROM ${levels} v WHERE v.profile_id = e.user_id AND v.skill_id = e.skill_id)
       AND ${notFormer('e.user_id')}
     ORDER BY place
     LIMIT $2
  )
  SELECT p.id AS "profileId", p.name AS "profileName", k.id AS "skillId", k.skill_name AS "skillName", f.proficiency_level AS "proficiencyLevel",
         f.last_validated_at AS "lastValidatedAt", NULL::bigint AS signals, f.last_at AS "lastSignalAt", f.total, f.place
    FROM unexercised f JOIN profiles p ON p.id = f.profile_id JOIN skills k ON k.id = f.skill_id
   UNION ALL
  SELECT p.id, p.name, k.id, k.skill_name, NULL, NULL, f.signals, f.last_at, f.total, f.place
    FROM unvalidated f JOIN profiles p ON p.id = f.user_id JOIN skills k ON k.id = f.skill_id
   ORDER BY place`;
const PEOPLE = statement('employee_skills', '');
const PEOPLE_AS_OF = statement('past', `past AS MATERIALIZED (${levelsAsOf('$1', 'NULL', 'NULL')}), `);

// Looks up assignments first, so that each look-up uses the primary key of the ledger.
const DECLARED_BUT_NEVER_SIGNALLED = `
  SELECT p.id AS "projectId", p.name AS "projectName", k.id AS "skillId", k.skill_name AS "skillName", count(*) OVER () AS total
    FROM projects p
    JOIN project_skills ps ON ps.project_id = p.id
    JOIN skills k ON k.id = ps.skill_id
   WHERE (p.status = 'active' OR p.completed_at > $1::timestamptz) AND p.created_at <= coalesce($1::timestamptz, 'infinity')
     AND NOT EXISTS (
       SELECT FROM assignments a
         JOIN signal_ledger l ON l.user_id = a.profile_id AND l.skill_id = ps.skill_id AND l.recorded_at <= coalesce($1::timestamptz, 'infinity')
        WHERE a.project_id = p.id AND l.project_id = p.id)
   ORDER BY in_register(p.name), p.id, in_register(k.skill_name), k.id
   LIMIT $2`;

/**
 * Reads mismatches between the two ledgers and the skills that projects declare: validated skills without a signal for longer
 * than a validation is valid (oldest first), signals without a validated level (latest first), and skills declared on an active
 * project without a signal from it. Each list has up to `limit` entries (default 50), and `totals` has the full counts.
 *
 * @throws VALIDATION_FAILED for an `asOf` in the future
 */
export async function readMismatches(ledger: LaggingConnection, query: MismatchesQuery): Promise<SkillMismatches> {
  await requirePast(ledger, query.asOf);
  const parameters = [query.asOf ?? null, query.limit ?? DEFAULT_PAGE_SIZE];
  const neverSignalled = (await isSpread(ledger)) ? FIRST_NEVER_SIGNALLED_ON_WORKERS : DECLARED_BUT_NEVER_SIGNALLED;
  return ledger.transaction(async (transaction) => {
    // With that much memory, it takes 2.6 s instead of 4.4 s with 10 million signals.
    await transaction.query(FOR_EVERYTHING);
    const people = await transaction.query<PersonRow>(query.asOf === undefined ? PEOPLE : PEOPLE_AS_OF, [...parameters, STALE_AFTER_DAYS]);
    const declared = await transaction.query<DeclaredRow>(neverSignalled, parameters);
    const unexercised = people.filter((row): row is UnexercisedRow => row.signals === null);
    const unvalidated = people.filter((row): row is UnvalidatedRow => row.signals !== null);
    return {
      validatedButUnexercised: unexercised.map(({ total: _, place: _place, signals: _none, ...item }) => item),
      exercisedButUnvalidated: unvalidated.map(
        ({ total: _, place: _place, proficiencyLevel: _level, lastValidatedAt: _at, ...item }) => item,
      ),
      declaredButNeverSignalled: declared.map(({ total: _, ...item }) => item),
      totals: {
        validatedButUnexercised: unexercised[0]?.total ?? 0,
        exercisedButUnvalidated: unvalidated[0]?.total ?? 0,
        declaredButNeverSignalled: declared[0]?.total ?? 0,
      },
    };
  });
}

/** Rows have the total count before the limit. */
type Of<List extends keyof SkillMismatches['totals']> = SkillMismatches[List][number] & { total: number };
type UnexercisedRow = Of<'validatedButUnexercised'> & { place: number; signals: null };
type UnvalidatedRow = Of<'exercisedButUnvalidated'> & { place: number; proficiencyLevel: null; lastValidatedAt: null };
type PersonRow = UnexercisedRow | UnvalidatedRow;
type DeclaredRow = Of<'declaredButNeverSignalled'>;
