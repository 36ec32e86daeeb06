import type {
  DeclaredButNeverSignalled,
  ExercisedButUnvalidated,
  MismatchPageQuery,
  Page,
  ValidatedButUnexercised,
} from '@skilltrace/contract';
import { STALE_AFTER_DAYS } from '@skilltrace/domain/validation/staleness';
import type { LaggingConnection } from '../platform/database/connection.js';
import { isNameKey, isTimeKey, readPairCursor, rowsToQuery, toPage } from '../platform/http/cursor.js';
import { FOR_EVERYTHING } from './for-everything.js';
import { isSpread } from '../platform/database/is-spread.js';
import {
  NEVER_SIGNALLED_ON_WORKERS,
  UNEXERCISED_ON_WORKERS,
  UNEXERCISED_ON_WORKERS_AS_OF,
  UNVALIDATED_ON_WORKERS,
  UNVALIDATED_ON_WORKERS_AS_OF,
} from './mismatches-of-spread-ledger.js';
import { levelsAsOf } from './levels-as-of.js';
import { requirePast } from './require-past.js';

// In each statement $1 is the asOf, $2 the number of rows, and $3 to $5 the position after which the page begins. Former members
// are excluded. Names are joined after the limit.
const RECORDED = '($1::timestamptz IS NULL OR recorded_at <= $1::timestamptz)';
const notFormer = (person: string, each: string) =>
  `NOT EXISTS (SELECT FROM profiles p WHERE p.id = ${person} AND p.deactivated_at <= coalesce($1::timestamptz, 'infinity') ${each})`;

/**
 * A walk compares row by row, in the order of the list, until the page is full or it has compared a hundred rows for each row of
 * the page. That takes under 0.1 s with 2 million signals, but a walk through everything 40 s. If the page is not full, a second
 * statement compares everything in one pass, with hash tables.
 */
const WALK = '100 * $2::int';
/** The levels of today are in a table. The levels of the past come from the audit log and have no index, so there is no walk through them. */
const TABLE = 'employee_skills';
const PAST = `past AS MATERIALIZED (${levelsAsOf('$1', 'NULL', 'NULL')}), `;
/** Makes a subquery one look-up per row, also where the planner expects to save by reading the whole table. */
const EACH = 'OFFSET 0';

const unexercised = (walk: string, each: string, levels: string, past: string) => `
  WITH ${past} page AS MATERIALIZED (
    SELECT v.* FROM (
      SELECT profile_id, skill_id, proficiency_level, last_validated_at FROM ${levels} v
       WHERE ($3::timestamptz IS NULL OR (last_validated_at, profile_id, skill_id) > ($3::timestamptz, $4::bigint, $5::bigint)) ${walk}
    ) v
     WHERE ${notFormer('v.profile_id', each)} AND NOT EXISTS (
       SELECT FROM signal_ledger l
        WHERE l.user_id = v.profile_id AND l.skill_id = v.skill_id AND ${RECORDED}
          AND l.created_at >= coalesce($1::timestamptz, now()) - $6::int * interval '24 hours' ${each})
     ORDER BY v.last_validated_at, v.profile_id, v.skill_id
     LIMIT $2
  )
  SELECT p.id AS "profileId", p.name AS "profileName", k.id AS "skillId", k.skill_name AS "skillName", f.proficiency_level AS "proficiencyLevel",
         f.last_validated_at AS "lastValidatedAt",
         (SELECT max(l.created_at) FROM signal_ledger l WHERE l.user_id = f.profile_id AND l.skill_id = f.skill_id AND ${RECORDED}) AS "lastSignalAt"
    FROM page f JOIN profiles p ON p.id = f.profile_id JOIN skills k ON k.id = f.skill_id
   ORDER BY f.last_validated_at, f.profile_id, f.skill_id`;
const UNEXERCISED_WALK = unexercised(`ORDER BY last_validated_at, profile_id, skill_id LIMIT ${WALK}`, EACH, TABLE, '');
const UNEXERCISED = unexercised('', '', TABLE, '');
const UNEXERCISED_AS_OF = unexercised('', '', 'past', PAST);

/** `lasts` selects the last signal of pairs of person and skill: of those in the walk, or of all. */
const unvalidated = (lasts: string, each: string, levels: string, past: string) => `
  WITH ${past} page AS MATERIALIZED (
    SELECT e.user_id, e.skill_id, e.last_at FROM (${lasts}) e
     WHERE ($3::timestamptz IS NULL OR e.last_at < $3::timestamptz OR e.last_at = $3::timestamptz AND (e.user_id, e.skill_id) > ($4::bigint, $5::bigint))
       AND NOT EXISTS (SELECT FROM ${levels} v WHERE v.profile_id = e.user_id AND v.skill_id = e.skill_id ${each})
       AND ${notFormer('e.user_id', each)}
     ORDER BY e.last_at DESC, e.user_id, e.skill_id
     LIMIT $2
  )
  SELECT p.id AS "profileId", p.name AS "profileName", k.id AS "skillId", k.skill_name AS "skillName",
         (SELECT count(*) FROM signal_ledger l WHERE l.user_id = f.user_id AND l.skill_id = f.skill_id AND ${RECORDED}) AS signals,
         f.last_at AS "lastSignalAt"
    FROM page f JOIN profiles p ON p.id = f.user_id JOIN skills k ON k.id = f.skill_id
   ORDER BY f.last_at DESC, f.user_id, f.skill_id`;
// A signal was never recorded before its time. With ties, so that the walk does not end between pairs with the same last time.
const UNVALIDATED_WALK = unvalidated(
  `SELECT s.user_id, s.skill_id, s.created_at AS last_at
     FROM (SELECT id, user_id, skill_id, created_at FROM signal_ledger
            WHERE created_at <= coalesce(least($1::timestamptz, $3::timestamptz), 'infinity') AND ${RECORDED}
            ORDER BY created_at DESC FETCH FIRST (${WALK}) ROWS WITH TIES) s
    WHERE NOT EXISTS (SELECT FROM signal_ledger l
                       WHERE l.user_id = s.user_id AND l.skill_id = s.skill_id AND (l.created_at, l.id) > (s.created_at, s.id) AND ${RECORDED} ${EACH})`,
  EACH,
  TABLE,
  '',
);
const LASTS = `SELECT user_id, skill_id, max(created_at) AS last_at FROM signal_ledger WHERE ${RECORDED} GROUP BY user_id, skill_id`;
const UNVALIDATED = unvalidated(LASTS, '', TABLE, '');
const UNVALIDATED_AS_OF = unvalidated(LASTS, '', 'past', PAST);

// Sorts first and then compares until the page is full, assignment by assignment, so that each look-up uses the primary key of the ledger.
const NEVER_SIGNALLED = `
  SELECT d.project_id AS "projectId", d.project_name AS "projectName", d.skill_id AS "skillId", d.skill_name AS "skillName"
    FROM (
      SELECT p.id AS project_id, p.name AS project_name, in_register(p.name) AS project_place, k.id AS skill_id, k.skill_name,
             in_register(k.skill_name) AS skill_place
        FROM projects p JOIN project_skills ps ON ps.project_id = p.id JOIN skills k ON k.id = ps.skill_id
       WHERE (p.status = 'active' OR p.completed_at > $1::timestamptz) AND p.created_at <= coalesce($1::timestamptz, 'infinity')
         AND ($3::text IS NULL OR (in_register(p.name), p.id, in_register(k.skill_name), k.id)
              > (in_register($3::text), $4::bigint, in_register((SELECT skill_name FROM skills WHERE id = $5::bigint)), $5::bigint))
       ORDER BY project_place, project_id, skill_place, skill_id OFFSET 0
    ) d
   WHERE NOT EXISTS (
     SELECT FROM assignments a
       JOIN signal_ledger l ON l.user_id = a.profile_id AND l.skill_id = d.skill_id AND l.recorded_at <= coalesce($1::timestamptz, 'infinity')
      WHERE a.project_id = d.project_id AND l.project_id = d.project_id)
   ORDER BY d.project_place, d.project_id, d.skill_place, d.skill_id
   LIMIT $2`;

/**
 * Lists validated skills without a signal for longer than a validation is valid, oldest validation first.
 *
 * @throws VALIDATION_FAILED for an invalid cursor, or an `asOf` in the future
 */
export async function readValidatedButUnexercised(
  ledger: LaggingConnection,
  query: MismatchPageQuery,
): Promise<Page<ValidatedButUnexercised>> {
  const parameters = [...(await parametersOf(ledger, query, isTimeKey)), STALE_AFTER_DAYS];
  const [onWorkers, isPast] = [await isSpread(ledger), query.asOf !== undefined];
  const rows = await ledger.transaction(async (transaction) => {
    const found = onWorkers || isPast ? [] : await transaction.query<ValidatedButUnexercised>(UNEXERCISED_WALK, parameters);
    if (found.length === rowsToQuery(query.limit)) return found;
    await transaction.query(FOR_EVERYTHING);
    const now = onWorkers ? UNEXERCISED_ON_WORKERS : UNEXERCISED;
    const then = onWorkers ? UNEXERCISED_ON_WORKERS_AS_OF : UNEXERCISED_AS_OF;
    return transaction.query<ValidatedButUnexercised>(isPast ? then : now, parameters);
  });
  return toPage(rows, query.limit, (row) => ({ key: row.lastValidatedAt, id: row.profileId, secondId: row.skillId }), itself);
}

/**
 * Lists skills with signals but without a validated level, latest signal first.
 *
 * @throws VALIDATION_FAILED for an invalid cursor, or an `asOf` in the future
 */
export async function readExercisedButUnvalidated(
  ledger: LaggingConnection,
  query: MismatchPageQuery,
): Promise<Page<ExercisedButUnvalidated>> {
  const parameters = await parametersOf(ledger, query, isTimeKey);
  const [onWorkers, isPast] = [await isSpread(ledger), query.asOf !== undefined];
  const rows = await ledger.transaction(async (transaction) => {
    const found = onWorkers || isPast ? [] : await transaction.query<ExercisedButUnvalidated>(UNVALIDATED_WALK, parameters);
    if (found.length === rowsToQuery(query.limit)) return found;
    await transaction.query(FOR_EVERYTHING);
    const now = onWorkers ? UNVALIDATED_ON_WORKERS : UNVALIDATED;
    const then = onWorkers ? UNVALIDATED_ON_WORKERS_AS_OF : UNVALIDATED_AS_OF;
    return transaction.query<ExercisedButUnvalidated>(isPast ? then : now, parameters);
  });
  return toPage(rows, query.limit, (row) => ({ key: row.lastSignalAt, id: row.profileId, secondId: row.skillId }), itself);
}

/**
 * Lists skills declared by an active project without a signal from it, by project and skill.
 *
 * @throws VALIDATION_FAILED for an invalid cursor, or an `asOf` in the future
 */
export async function readDeclaredButNeverSignalled(
  ledger: LaggingConnection,
  query: MismatchPageQuery,
): Promise<Page<DeclaredButNeverSignalled>> {
  const statement = (await isSpread(ledger)) ? NEVER_SIGNALLED_ON_WORKERS : NEVER_SIGNALLED;
  const rows = await ledger.query<DeclaredButNeverSignalled>(statement, await parametersOf(ledger, query, isNameKey));
  return toPage(rows, query.limit, (row) => ({ key: row.projectName, id: row.projectId, secondId: row.skillId }), itself);
}

async function parametersOf(ledger: LaggingConnection, { asOf, limit, cursor }: MismatchPageQuery, isKey: (key: string) => boolean) {
  const after = readPairCursor(cursor, isKey);
  await requirePast(ledger, asOf);
  return [asOf ?? null, rowsToQuery(limit), after?.key ?? null, after?.id ?? null, after?.secondId ?? null];
}

const itself = <Item>(item: Item) => item;
