import type { MomentumQuery, SkillMomentum } from '@skilltrace/contract';
import { DEFAULT_BUCKETS, MOST_BUCKETS } from '@skilltrace/domain/limits';
import { directionOf } from '@skilltrace/domain/signals/direction';
import { singleRow } from '../platform/database/single-row.js';
import type { LaggingConnection } from '../platform/database/connection.js';
import { invalid } from '../platform/errors/domain-error.js';
import { isSpread } from '../platform/database/is-spread.js';
import { requirePast } from './require-past.js';
import { forEachScope, scopeParameter, SIGNALS_OF_ORGANIZATION, type Scope } from './signals-in-scope.js';
import { rethrowUnknownTimeZone, postgresTimeZone } from './postgres-time-zone.js';

// Days differ in length, so buckets are counted on the local calendar and then converted to instants. A local time that occurs
// twice means the earlier instant (in the Azores, clocks go back at midnight). A day that a country skipped (Samoa, 30 December
// 2011) has no bucket.
const momentum = (series: string) => `
  WITH asked AS (
    SELECT coalesce($2::timestamptz, $7::timestamptz, now()) AS anchor,
           date_trunc($5, coalesce($4::timestamptz - interval '1 millisecond', $2::timestamptz, $7::timestamptz, now()) AT TIME ZONE $6) AS last_local,
           ('1 ' || $5)::interval AS step
  ), starts AS (
    SELECT CASE WHEN (l.moment - interval '1 hour') AT TIME ZONE $6 >= l.local THEN l.moment - interval '1 hour' ELSE l.moment END AS start, l.local
      FROM (SELECT local, local AT TIME ZONE $6 AS moment
              FROM asked, generate_series(coalesce(date_trunc($5, $3::timestamptz AT TIME ZONE $6), last_local - ($8::int - 1) * step), last_local, step) AS local
             LIMIT $9::int + 1) l
  ), frame AS MATERIALIZED (
    SELECT array_agg(start ORDER BY start) AS starts, coalesce($3::timestamptz, min(start)) AS since, coalesce($4::timestamptz, 'infinity') AS until,
           (SELECT anchor FROM asked) AS anchor
      FROM starts WHERE date_trunc($5, start AT TIME ZONE $6) = local
  ), ${series}
  SELECT (SELECT coalesce(json_agg((extract(epoch FROM start) * 1000)::bigint ORDER BY start), '[]') FROM frame, unnest(starts) AS start) AS starts,
         (SELECT coalesce(json_agg(series ORDER BY signals DESC, name, "skillId"), '[]') FROM series) AS series`;

const inOnePass = (signals: string) => `counted AS (
    SELECT s.skill_id, count(*) AS signals,
           CASE WHEN s.created_at >= f.since AND s.created_at < f.until THEN width_bucket(s.created_at, f.starts) - 1 END AS bucket,
           count(*) FILTER (WHERE s.created_at > f.anchor - interval '168 hours') AS current,
           count(*) FILTER (WHERE s.created_at > f.anchor - interval '336 hours' AND s.created_at <= f.anchor - interval '168 hours') AS previous
      FROM frame f, ${signals} s
     WHERE s.created_at >= least(f.since, f.anchor - interval '336 hours') AND s.created_at <= f.anchor
     GROUP BY s.skill_id, bucket
  ), series AS (
    SELECT k.id AS "skillId", k.skill_name AS name, c.counts, c.current, c.previous, c.signals
      FROM (SELECT skill_id, json_agg(json_build_array(bucket, signals)) FILTER (WHERE bucket IS NOT NULL) AS counts,
                   sum(signals) FILTER (WHERE bucket IS NOT NULL) AS signals, sum(current) AS current, sum(previous) AS previous
              FROM counted GROUP BY skill_id) c
      JOIN skills k ON k.id = c.skill_id
     WHERE c.signals > 0
  )`;

const between = (since: string, until: string) =>
  `FROM ${SIGNALS_OF_ORGANIZATION} s WHERE s.skill_id = k.id AND s.created_at ${since} AND s.created_at ${until}`;
// Reads the range in the index of each skill: with 10 million signals, 26 weeks take 0.4 s, compared with 1.9 s in one scan.
const SKILL_BY_SKILL = `series AS (
    SELECT k.id AS "skillId", k.skill_name AS name, c.counts, c.signals,
           (SELECT count(*) ${between("> f.anchor - interval '168 hours'", '<= f.anchor')}) AS current,
           (SELECT count(*) ${between("> f.anchor - interval '336 hours'", "<= f.anchor - interval '168 hours'")}) AS previous
      FROM frame f CROSS JOIN skills k CROSS JOIN LATERAL (
        SELECT json_agg(json_build_array(bucket, signals)) AS counts, sum(signals) AS signals
          FROM (SELECT width_bucket(s.created_at, f.starts) - 1 AS bucket, count(*) AS signals
                  ${between('>= f.since', '< f.until')} AND s.created_at <= f.anchor GROUP BY bucket) b) c
     WHERE c.signals > 0
  )`;

const MOMENTUM = forEachScope('momentum', (signals) => momentum(inOnePass(signals)));
const OF_ORGANIZATION = { text: momentum(SKILL_BY_SKILL) };

interface MomentumRow {
  /** Milliseconds since 1970. */
  starts: number[];
  /** Only the non-empty buckets, as `[bucket, signals]`. */
  series: { skillId: number; name: string; counts: [number, number][]; current: number; previous: number }[];
}

/**
 * Counts signals by skill and time bucket, including empty buckets, with the most active skill first. A bucket cut by `from` or
 * `to` counts only signals within the range. Without `from` there are 26 buckets, up to the current one at `to`, else at
 * `asOf`, else now. `current` and `previous` count the last 7 × 24 hours up to `asOf` (or now) and the 7 × 24 hours before.
 *
 * @param now ISO 8601, replaces the database's clock
 * @throws VALIDATION_FAILED for more than 1,000 buckets, an unknown time zone, or an `asOf` in the future
 */
export async function readMomentum(ledger: LaggingConnection, scope: Scope, query: MomentumQuery, now?: string): Promise<SkillMomentum> {
  await requirePast(ledger, query.asOf);
  const { bucket = 'week', timeZone = 'UTC' } = query;
  const parameters = [
    scopeParameter(scope),
    query.asOf ?? null,
    query.from ?? null,
    query.to ?? null,
    bucket,
    postgresTimeZone(timeZone),
    now ?? null,
    DEFAULT_BUCKETS,
    MOST_BUCKETS,
  ];
  const statement = scope.of === 'organization' && !(await isSpread(ledger)) ? OF_ORGANIZATION : MOMENTUM[scope.of];
  const { starts, series } = singleRow(await ledger.query<MomentumRow>(statement, parameters).catch(rethrowUnknownTimeZone));
  if (starts.length > MOST_BUCKETS)
    throw invalid('from', 'must not result in more than {max} buckets. Use a larger bucket', { max: MOST_BUCKETS });
  return {
    bucket,
    timeZone,
    buckets: starts.map((start) => new Date(start).toISOString()),
    series: series.map(({ skillId, name, counts, current, previous }) => ({
      skillId,
      name,
      counts: spread(counts, starts.length),
      current,
      previous,
      delta: current - previous,
      direction: directionOf(current - previous),
    })),
  };
}

function spread(counts: readonly [number, number][], length: number): number[] {
  const all = Array.from({ length }, () => 0);
  for (const [bucket, signals] of counts) all[bucket] = signals;
  return all;
}
