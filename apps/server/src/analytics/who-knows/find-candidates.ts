import type { WhoKnowsQuery } from '@skilltrace/contract';
import { isSpread } from '../../platform/database/is-spread.js';
import type { LaggingConnection } from '../../platform/database/connection.js';
import { singleRow } from '../../platform/database/single-row.js';
import { rowsToQuery, type Position } from '../../platform/http/cursor.js';
import { activeThen, type Sight } from './visible-knowledge.js';

const newest = (levels: string) => `
  SELECT coalesce(array_agg(DISTINCT profile_id), '{}') AS people, count(*) < $5::int AS "areAll"
    FROM (SELECT f.at, f.profile_id
            FROM unnest($1::bigint[]) AS asked(skill_id)
           CROSS JOIN LATERAL (
             (SELECT created_at AS at, user_id AS profile_id
                FROM signal_ledger s
               WHERE s.skill_id = asked.skill_id AND ($3::timestamptz IS NULL OR created_at <= $3::timestamptz)
                 AND ($4::timestamptz IS NULL OR created_at >= $4::timestamptz) AND ($2::timestamptz IS NULL OR recorded_at <= $2::timestamptz)
               ORDER BY created_at DESC FETCH FIRST ($5::int) ROWS WITH TIES)
             UNION ALL
             (SELECT last_validated_at, profile_id
                FROM ${levels} v
               WHERE v.skill_id = asked.skill_id AND ($3::timestamptz IS NULL OR last_validated_at <= $3::timestamptz)
               ORDER BY last_validated_at DESC FETCH FIRST ($5::int) ROWS WITH TIES)) f
           ORDER BY f.at DESC FETCH FIRST ($5::int) ROWS WITH TIES) newest`;

// $1 the skills, $2 the asOf, $3 the time after which the page begins, $4 the time since which there must be a signal, $5 how many facts.
const NEWEST = { text: newest('employee_skills') };
const NEWEST_THEN = { text: newest('validated_skills_as_of($2::timestamptz, NULL, ARRAY[asked.skill_id])') };

const MEMBERS = `
  SELECT coalesce(array_agg(DISTINCT a.profile_id), '{}') AS people
    FROM assignment_periods a WHERE a.project_id = $1::bigint AND ${activeThen('a')}`;

/** The facts read for each row of a page, in the first and in the second attempt. */
const FACTS_PER_ROW: readonly number[] = [10, 60];

/** People among whom a page is searched. */
export interface Candidates {
  /** Null for all people. */
  people: readonly number[] | null;
  /** Whether no one else has a fact that comes before those of these people. */
  areAll: boolean;
}

/**
 * Yields growing groups of people for a page, so that a page of a skill that many know does not read all of its signals: the people of the newest facts
 * after the last page, then those of more facts, then everyone. All facts of a group are newer than those of everyone else. A project has one
 * group, and so has a ledger on several machines, which reads its signals in one pass.
 */
export async function* candidateGroups(
  ledger: LaggingConnection,
  sight: Sight,
  { skillIds, after, ...query }: Omit<WhoKnowsQuery, 'skillId' | 'cursor'> & { skillIds: readonly number[]; after: Position | undefined },
): AsyncGenerator<Candidates> {
  const asOf = query.asOf ?? null;
  if (query.projectId !== undefined) {
    const { people } = singleRow(await ledger.query<{ people: number[] }>(MEMBERS, [query.projectId, asOf]));
    return yield { people, areAll: true };
  }
  // The levels that people share are few, and so are the signals of one person.
  if (sight === 'everybody' && !(await isSpread(ledger)))
    for (const facts of FACTS_PER_ROW.map((each) => each * rowsToQuery(query.limit))) {
      const parameters = [skillIds, asOf, after?.key ?? null, query.evidenceSince ?? null, facts];
      const found = singleRow(await ledger.query<{ people: number[]; areAll: boolean }>(asOf === null ? NEWEST : NEWEST_THEN, parameters));
      yield found;
      if (found.areAll) return;
    }
  yield { people: null, areAll: true };
}
