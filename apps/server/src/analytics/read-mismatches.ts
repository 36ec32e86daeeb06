import type { MismatchesQuery, SkillMismatches } from '@skilltrace/contract';
import { DEFAULT_PAGE_SIZE } from '@skilltrace/domain/limits';
import { STALE_AFTER_DAYS } from '@skilltrace/domain/validation/staleness';
import type { ReadDatabase } from '../platform/database/read-database.js';
import { requirePast } from './require-past.js';

// In each statement $1 is the asOf and $2 the limit. Former members are excluded.
const VALIDATED_BUT_UNEXERCISED = `
  SELECT p.id AS "profileId", p.name AS "profileName", k.id AS "skillId", k.skill_name AS "skillName",
         v.proficiency_level AS "proficiencyLevel", v.last_validated_at AS "lastValidatedAt", e.last_at AS "lastSignalAt", count(*) OVER () AS total
    FROM employee_skills v
    JOIN profiles p ON p.id = v.profile_id AND p.deactivated_at IS NULL
    JOIN skills k ON k.id = v.skill_id
    LEFT JOIN LATERAL (SELECT max(created_at) AS last_at FROM signal_ledger
                        WHERE user_id = v.profile_id AND skill_id = v.skill_id AND recorded_at <= coalesce($1::timestamptz, 'infinity')) e ON true
   WHERE v.last_validated_at <= coalesce($1::timestamptz, 'infinity')
     AND (e.last_at IS NULL OR e.last_at < coalesce($1::timestamptz, now()) - $3::int * interval '24 hours')
   ORDER BY e.last_at NULLS FIRST, v.last_validated_at, p.id, k.id
   LIMIT $2`;

const EXERCISED_BUT_UNVALIDATED = `
  SELECT p.id AS "profileId", p.name AS "profileName", k.id AS "skillId", k.skill_name AS "skillName",
         e.signals, e.last_at AS "lastSignalAt", count(*) OVER () AS total
    FROM (SELECT user_id, skill_id, count(*) AS signals, max(created_at) AS last_at
            FROM signal_ledger WHERE recorded_at <= coalesce($1::timestamptz, 'infinity') GROUP BY user_id, skill_id) e
    JOIN profiles p ON p.id = e.user_id AND p.deactivated_at IS NULL
    JOIN skills k ON k.id = e.skill_id
   WHERE NOT EXISTS (SELECT FROM employee_skills v WHERE v.profile_id = e.user_id AND v.skill_id = e.skill_id
                                                     AND v.last_validated_at <= coalesce($1::timestamptz, 'infinity'))
   ORDER BY e.last_at DESC, p.id, k.id
   LIMIT $2`;

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
        WHERE a.project_id = p.id
          AND (l.source_type = 'project' AND l.source_id = p.id
               OR l.source_type = 'update' AND EXISTS (SELECT FROM progress_updates u WHERE u.user_id = l.user_id AND u.id = l.source_id AND u.project_id = p.id)))
   ORDER BY in_register(p.name), p.id, in_register(k.skill_name), k.id
   LIMIT $2`;

/**
 * Reads mismatches between the two ledgers and the skills that projects declare: validated skills without a signal for longer
 * than a validation is valid (oldest first), signals without a validated level (latest first), and skills declared on an active
 * project without a signal from it. Each list has up to `limit` entries (default 50), and `totals` has the full counts.
 *
 * @throws VALIDATION_FAILED for an `asOf` in the future
 */
export async function readMismatches(ledger: ReadDatabase, query: MismatchesQuery): Promise<SkillMismatches> {
  await requirePast(ledger, query.asOf);
  const parameters = [query.asOf ?? null, query.limit ?? DEFAULT_PAGE_SIZE];
  const [validated, exercised, declared] = await Promise.all([
    ledger.query<Counted<'validatedButUnexercised'>>(VALIDATED_BUT_UNEXERCISED, [...parameters, STALE_AFTER_DAYS]),
    ledger.query<Counted<'exercisedButUnvalidated'>>(EXERCISED_BUT_UNVALIDATED, parameters),
    ledger.query<Counted<'declaredButNeverSignalled'>>(DECLARED_BUT_NEVER_SIGNALLED, parameters),
  ]);
  return {
    validatedButUnexercised: validated.map(({ total: _, ...item }) => item),
    exercisedButUnvalidated: exercised.map(({ total: _, ...item }) => item),
    declaredButNeverSignalled: declared.map(({ total: _, ...item }) => item),
    totals: {
      validatedButUnexercised: validated[0]?.total ?? 0,
      exercisedButUnvalidated: exercised[0]?.total ?? 0,
      declaredButNeverSignalled: declared[0]?.total ?? 0,
    },
  };
}

/** A row of a list, with the total count before the limit. */
type Counted<List extends keyof SkillMismatches['totals']> = SkillMismatches[List][number] & { total: number };
