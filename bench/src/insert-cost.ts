import type pg from 'pg';
import { median } from './latencies.js';
import { first } from './seed-teams.js';

/** How much slower posts are with the later indexes of the ledger: milliseconds per post, as medians of batches. */
export interface InsertCost {
  posts: number;
  withIndexes: number;
  without: number;
}

const POSTS = 1000;
const ROUNDS = 7;
// Scattered, as people who post are, so that the indexes are written in many places.
const AUTHORS = `
  SELECT array_agg(project_id) AS projects, array_agg(profile_id) AS people
    FROM (SELECT project_id, profile_id FROM active_assignments ORDER BY hashint8extended(id, $1) LIMIT ${POSTS}) a`;
const POST = `
  SELECT count(*) FROM unnest($1::bigint[], $2::bigint[]) a(project_id, profile_id)
   CROSS JOIN LATERAL post_progress_update(a.project_id, a.profile_id, 'Moved the order form to the new API.', NULL, NULL, 2)`;

/**
 * Posts updates in batches, alternately with all indexes and without those that `drops` drop. Each batch is one transaction that is
 * rolled back, so no commit hides the cost of an index: it is the most that an index can cost.
 */
export async function insertCost(client: pg.Client, drops: readonly string[]): Promise<InsertCost> {
  const runs: Record<'withIndexes' | 'without', number[]> = { withIndexes: [], without: [] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const side of ['withIndexes', 'without'] as const) {
      const authors = first((await client.query<{ projects: string[]; people: string[] }>(AUTHORS, [round])).rows);
      await client.query('BEGIN');
      if (side === 'without') for (const drop of drops) await client.query(drop);
      const started = performance.now();
      await client.query(POST, [authors.projects, authors.people]);
      if (round > 0) runs[side].push((performance.now() - started) / authors.people.length);
      await client.query('ROLLBACK');
    }
  }
  return { posts: POSTS * ROUNDS, withIndexes: median(runs.withIndexes), without: median(runs.without) };
}
