import type { PersonCalendarQuery, SkillCalendar } from '@skilltrace/contract';
import { DEFAULT_CALENDAR_WEEKS } from '@skilltrace/domain/limits';
import { singleRow } from '../platform/database/single-row.js';
import type { LaggingConnection } from '../platform/database/connection.js';
import { requirePast } from './require-past.js';
import { forEachScope, scopeParameter, type Scope } from './signals-in-scope.js';
import { rethrowUnknownTimeZone, postgresTimeZone } from './postgres-time-zone.js';

// A signal belongs to the date that the zone's clocks showed, however long that day was. Without `from`, the first day is only
// a date, and its exact start is unknown: the index range starts one day earlier, and the date filter is exact.
const CALENDAR = forEachScope(
  'calendar',
  (signals) => `
  WITH asked AS (
    SELECT coalesce($4::timestamptz - interval '1 millisecond', $2::timestamptz, $7::timestamptz, now()) AT TIME ZONE $5 AS last_local
  ), frame AS MATERIALIZED (
    SELECT first_day, greatest(first_day, last_local::date) AS last_day
      FROM asked, coalesce(($3::timestamptz AT TIME ZONE $5)::date, date_trunc('week', last_local)::date - 7 * ($8::int - 1)) AS first_day
  ), days AS (
    SELECT (s.created_at AT TIME ZONE $5)::date AS day, count(*) AS signals
      FROM ${signals} s
     WHERE s.created_at >= coalesce($3::timestamptz, (SELECT first_day - 1 FROM frame)::timestamp AT TIME ZONE $5)
       AND s.created_at < coalesce($4::timestamptz, 'infinity') AND ($6::bigint IS NULL OR s.skill_id = $6)
     GROUP BY day
  )
  SELECT to_char(first_day, 'YYYY-MM-DD') AS "firstDay", to_char(last_day, 'YYYY-MM-DD') AS "lastDay",
         (SELECT coalesce(json_agg(json_build_object('date', to_char(day, 'YYYY-MM-DD'), 'signals', signals) ORDER BY day), '[]')
            FROM days WHERE day >= first_day) AS days
    FROM frame`,
);

/**
 * Counts signals on each local day that has any. Without `from`, the range is 53 weeks that start on a Monday and end with the
 * current week at `to`, else at `asOf`, else now. A day cut by `from` or `to` counts only signals within the range.
 *
 * @param now ISO 8601, replaces the database's clock
 * @throws VALIDATION_FAILED for an unknown time zone, or an `asOf` in the future
 */
export async function readCalendar(
  ledger: LaggingConnection,
  scope: Scope,
  query: PersonCalendarQuery,
  now?: string,
): Promise<SkillCalendar> {
  await requirePast(ledger, query.asOf);
  const { timeZone = 'UTC' } = query;
  const rows = await ledger
    .query<Omit<SkillCalendar, 'timeZone'>>(CALENDAR[scope.of], [
      scopeParameter(scope),
      query.asOf ?? null,
      query.from ?? null,
      query.to ?? null,
      postgresTimeZone(timeZone),
      query.skillId ?? null,
      now ?? null,
      DEFAULT_CALENDAR_WEEKS,
    ])
    .catch(rethrowUnknownTimeZone);
  return { timeZone, ...singleRow(rows) };
}
