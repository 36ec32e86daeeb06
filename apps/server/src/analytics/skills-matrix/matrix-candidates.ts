import type { SkillsMatrixQuery } from '@skilltrace/contract';
import type { LaggingConnection } from '../../platform/database/connection.js';
import { singleRow } from '../../platform/database/single-row.js';
import { rowsToQuery } from '../../platform/http/cursor.js';
import type { AfterPerson } from './matrix-position.js';
import { inTime, SHOWN } from './matrix-statement.js';

// The people of the newest signals up to $7. Reads up to $8 signals of each shown skill, and keeps up to $9 people. Everyone else has only older
// signals up to $7: facts before the last one of a skill that has more are ignored, and both limits include ties. Signals before 1970 come after people
// without a signal.
const NEWEST = {
  text: `
  WITH ${SHOWN}, facts AS MATERIALIZED (
    SELECT s.skill_id, s.user_id, s.created_at
      FROM shown k CROSS JOIN LATERAL (
        SELECT skill_id, user_id, created_at FROM signal_ledger
         WHERE skill_id = k.id AND ${inTime} AND created_at > 'epoch' AND ($7::timestamptz IS NULL OR created_at <= $7::timestamptz)
         ORDER BY created_at DESC FETCH FIRST ($8::int) ROWS WITH TIES) s
  ), people AS (
    SELECT user_id, max(created_at) AS at FROM facts
     WHERE created_at >= coalesce((SELECT max(oldest) FROM (SELECT min(created_at) AS oldest FROM facts GROUP BY skill_id HAVING count(*) >= $8::int) f), '-infinity')
     GROUP BY user_id ORDER BY at DESC FETCH FIRST ($9::int) ROWS WITH TIES
  )
  SELECT coalesce(array_agg(user_id), '{}') AS people FROM people`,
};

// The first $3 people after a name.
const BY_NAME = {
  text: `
  SELECT coalesce(array_agg(id), '{}') AS people FROM (
    SELECT id FROM profiles WHERE $1::text IS NULL OR (in_register(name), id) > (in_register($1), $2::bigint)
     ORDER BY in_register(name), id LIMIT $3) next`,
};

/** For each row of a page: how many people are compared, and how many signals of each skill are read, at first and if the page is not full. */
const STEPS = [
  { people: 3, signals: 0.2 },
  { people: 30, signals: 2 },
];

/**
 * Yields groups of people among whom a page of the whole organization is searched, until one fills it: everyone else comes after them. The last group
 * is null: everyone, compared in one pass. So a page does not read the signals of everyone, unless few people match or the page begins
 * after the last person with a signal.
 */
export async function* matrixCandidates(
  ledger: LaggingConnection,
  query: SkillsMatrixQuery,
  after: AfterPerson | undefined,
): AsyncGenerator<number[] | null> {
  const { asOf, projectId, skillId, category, from, to, sort = 'name', groupBy } = query;
  const rows = rowsToQuery(query.limit);
  for (const step of groupBy === undefined ? STEPS : []) {
    const people = step.people * rows;
    if (sort === 'name')
      yield singleRow(await ledger.query<{ people: number[] }>(BY_NAME, [after?.name ?? null, after?.id ?? null, people])).people;
    // A place is the negative time of the last signal. After these people come those without a signal.
    else if (sort === 'last_signal' && (after === undefined || after.place < 0))
      yield singleRow(
        await ledger.query<{ people: number[] }>(NEWEST, [
          asOf ?? null,
          projectId ?? null,
          skillId ?? null,
          category ?? null,
          from ?? null,
          to ?? null,
          after ? new Date(-after.place).toISOString() : null,
          Math.ceil(step.signals * rows),
          people,
        ]),
      ).people;
  }
  yield null;
}
