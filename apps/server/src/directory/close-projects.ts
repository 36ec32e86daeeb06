import type { Transaction } from '../platform/database/connection.js';
import { emitProjectSignals } from '../signals/emit-skill-signals.js';

/** A project that the file sets to completed or archived. */
export interface ProjectToClose {
  id: number;
  status: 'completed' | 'archived';
  /** ISO 8601. Undefined if the file does not give it. */
  completedAt: string | undefined;
}

const ARCHIVE = `UPDATE projects SET status = 'archived', inactive_since = date_trunc('milliseconds', now()) WHERE id = ANY ($1::bigint[])`;
// A project is completed when its last assignment ended, or now if an assignment is still active.
const COMPLETE = `
  UPDATE projects p SET status = 'completed', completed_at = coalesce(r."completedAt", work.ended_at, clock.at)
    FROM (SELECT date_trunc('milliseconds', now()) AS at) clock CROSS JOIN jsonb_to_recordset($1::jsonb) AS r(id bigint, "completedAt" timestamptz)
   CROSS JOIN LATERAL (
     SELECT CASE WHEN bool_and(a.ended_at IS NOT NULL) THEN max(a.ended_at) END AS ended_at FROM assignments a WHERE a.project_id = r.id
   ) work
   WHERE p.id = r.id`;
// A person may have joined while this transaction waited for its lock. Their assignment then starts after this transaction did.
const END = `
  UPDATE assignments a SET ended_at = greatest(a.started_at, p.completed_at)
    FROM projects p WHERE p.id = a.project_id AND a.project_id = ANY ($1::bigint[]) AND a.ended_at IS NULL`;
const MEMBERS = `
  SELECT DISTINCT a.profile_id AS "userId", a.project_id AS "projectId",
         ARRAY(SELECT ps.skill_id FROM project_skills ps WHERE ps.project_id = a.project_id) AS "skillIds"
    FROM assignments a JOIN projects p ON p.id = a.project_id
   WHERE a.project_id = ANY ($1::bigint[]) AND a.started_at <= p.completed_at AND a.ended_at >= p.completed_at`;

/**
 * Archives projects, and completes projects at the time given in the file, or else when the last assignment ended. Everyone who
 * was on a completed project until then gets `completed` signals, as in a manual completion.
 *
 * @param joinedLate projects that were completed earlier and to which this file adds people
 * @returns the number of new signals
 */
export async function closeProjects(
  transaction: Transaction,
  projects: readonly ProjectToClose[],
  joinedLate: Iterable<number>,
): Promise<number> {
  const archiving = projects.filter(({ status }) => status === 'archived').map(({ id }) => id);
  const completing = projects.filter(({ status }) => status === 'completed');
  if (archiving.length > 0) await transaction.query(ARCHIVE, [archiving]);
  if (completing.length > 0) {
    await transaction.query(COMPLETE, [JSON.stringify(completing)]);
    await transaction.query(END, [completing.map(({ id }) => id)]);
  }
  const ids = [...new Set([...completing.map(({ id }) => id), ...joinedLate])];
  if (ids.length === 0) return 0;
  const members = await transaction.query<{ userId: number; projectId: number; skillIds: number[] }>(MEMBERS, [ids]);
  return emitProjectSignals(transaction, 'completed', members);
}
