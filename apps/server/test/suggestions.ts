import type { Decision } from '@skilltrace/contract';
import type { Connection } from '../src/platform/database/connection.js';
import { singleRow } from '../src/platform/database/single-row.js';

export const approve = (suggestionId: number): Decision => ({ suggestionId, action: 'APPROVE' });
export const reject = (suggestionId: number): Decision => ({
  suggestionId,
  action: 'REJECT',
  // Needed if it withdraws a level.
  comment: 'Not used for a year.',
});
export const adjust = (suggestionId: number, adjustedProficiency?: string | null): Decision => ({
  suggestionId,
  action: 'ADJUST_LEVEL',
  adjustedProficiency,
});

interface Suggested {
  profileId: number;
  source?: 'SELF_REPORT' | 'SYSTEM_FLAG';
  level?: string;
}

/** Inserts pending suggestions for one person, each for a new skill, and returns their ids. */
export async function suggest(
  connection: Connection,
  count: number,
  { profileId, source = 'SELF_REPORT', level = 'ADVANCED' }: Suggested,
): Promise<number[]> {
  const rows = await connection.query<{ id: number }>(
    `WITH made AS (INSERT INTO skills (skill_name, category) SELECT gen_random_uuid()::text, 'Test' FROM generate_series(1, $1::int) RETURNING id)
     INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) SELECT $2, made.id, $3, $4 FROM made RETURNING id`,
    [count, profileId, level, source],
  );
  return rows.map(({ id }) => id);
}

/** Inserts a validation dated 2024-01-01 for the person and skill of a suggestion. */
export async function validateLongAgo(connection: Connection, suggestionId: number, level: string, validatorId: number): Promise<void> {
  await connection.query(
    `INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id)
     SELECT profile_id, skill_id, $2, '2024-01-01', $3 FROM suggestions WHERE id = $1`,
    [suggestionId, level, validatorId],
  );
}

/** Reads a suggestion with the validated level of its person and skill. */
export async function readDecided(connection: Connection, suggestionId: number) {
  return singleRow(
    await connection.query(
      `SELECT s.status, s.resolved_proficiency AS resolved, s.resolved_by_id AS "by", s.resolved_at AS "at", s.created_at AS "made",
              e.proficiency_level AS validated, e.last_validated_at AS "validatedAt", e.last_validated_by_id AS "validatedBy"
         FROM suggestions s LEFT JOIN employee_skills e USING (profile_id, skill_id) WHERE s.id = $1`,
      [suggestionId],
    ),
  );
}
