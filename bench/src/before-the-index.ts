// The statements of the organization's reads and of a project's charts as they were before the ledger had indexes by skill and by project.

const RECORDED = "recorded_at <= coalesce($2::timestamptz, 'infinity')";
const OF_ORGANIZATION = `(SELECT * FROM signal_ledger WHERE $1::bigint IS NULL AND ${RECORDED})`;
const OF_PROJECT = `(SELECT l.* FROM (SELECT DISTINCT profile_id FROM assignments WHERE project_id = $1) m CROSS JOIN LATERAL (
    SELECT * FROM signal_ledger WHERE user_id = m.profile_id AND ${RECORDED}
       AND (source_type = 'project' AND source_id IN ($1) OR source_type = 'update' AND source_id IN (SELECT id FROM progress_updates WHERE project_id = $1)) OFFSET 0) l)`;

/** Indexes that the ledger already had. */
export const EARLIER_INDEXES = ['user_skill_signals_pkey', 'user_skill_signals_created_at_idx', 'user_skill_signals_person_idx'];

const distribution = (signals: string) => `
  SELECT k.id AS "skillId", k.skill_name AS name, k.category, d.signals,
         round(d.weight / sum(d.weight) OVER (), 6) AS share,
         d.project, d.update, d.first_at AS "firstSignalAt", d.last_at AS "lastSignalAt"
    FROM (SELECT skill_id, count(*) AS signals, sum(weight)::numeric AS weight,
                 count(*) FILTER (WHERE source_type = 'project') AS project,
                 count(*) FILTER (WHERE source_type = 'update') AS update,
                 min(created_at) AS first_at, max(created_at) AS last_at
            FROM ${signals} s
           WHERE created_at >= coalesce($3::timestamptz, '-infinity') AND created_at < coalesce($4::timestamptz, 'infinity')
           GROUP BY skill_id) d
    JOIN skills k ON k.id = d.skill_id
   ORDER BY d.weight DESC, k.skill_name, k.id`;

const momentum = (signals: string) => `
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
  ), counted AS (
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
  )
  SELECT (SELECT coalesce(json_agg((extract(epoch FROM start) * 1000)::bigint ORDER BY start), '[]') FROM frame, unnest(starts) AS start) AS starts,
         (SELECT coalesce(json_agg(series ORDER BY signals DESC, name, "skillId"), '[]') FROM series) AS series`;

const summary = (signals: string) => `
  SELECT k.id AS "skillId", k.skill_name AS name, n.signals, n.last_at AS "lastSignalAt", n.times[$3::int] AS "growingAt", n.times[$4::int] AS "strongAt"
    FROM (SELECT skill_id, count(*) AS signals, max(created_at) AS last_at, array_agg(created_at ORDER BY created_at) AS times
            FROM ${signals} s GROUP BY skill_id) n
    JOIN skills k ON k.id = n.skill_id
   ORDER BY n.signals DESC, k.skill_name, k.id`;

/** The coverage of a project, with the names of all people. */
export const COVERAGE_BEFORE = `
  WITH evidence AS (
    SELECT skill_id, user_id, count(*) AS signals, max(created_at) AS last_at FROM ${OF_PROJECT} s GROUP BY skill_id, user_id
  )
  SELECT k.id AS "skillId", k.skill_name AS name, k.category,
         count(e.user_id) AS "peopleWithSignals", coalesce(sum(e.signals), 0) AS signals, max(e.last_at) AS "lastSignalAt",
         coalesce(json_agg(json_build_object('profileId', p.id, 'name', p.name, 'signals', e.signals,
                                             'lastSignalAt', to_char(e.last_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
                           ORDER BY in_register(p.name), p.id) FILTER (WHERE p.id IS NOT NULL), '[]') AS people
    FROM project_skills ps JOIN skills k ON k.id = ps.skill_id
    LEFT JOIN evidence e ON e.skill_id = ps.skill_id
    LEFT JOIN profiles p ON p.id = e.user_id
   WHERE ps.project_id = $1
   GROUP BY k.id
   ORDER BY in_register(k.skill_name), k.id`;

export const distributionBefore = { organization: distribution(OF_ORGANIZATION), project: distribution(OF_PROJECT) };
export const momentumBefore = { organization: momentum(OF_ORGANIZATION), project: momentum(OF_PROJECT) };
export const summaryBefore = { organization: summary(OF_ORGANIZATION), project: summary(OF_PROJECT) };

export const SKILL_PEOPLE_BEFORE = `
  SELECT p.id AS "profileId", p.name, p.title, coalesce(e.signals, 0) AS signals, e.last_at AS "lastSignalAt",
         v.proficiency_level AS "proficiencyLevel", v.last_validated_at AS "lastValidatedAt", greatest(e.last_at, v.last_validated_at) AS "recentAt"
    FROM (SELECT user_id AS profile_id, count(*) AS signals, max(created_at) AS last_at
            FROM signal_ledger WHERE skill_id = $1 AND ${RECORDED} GROUP BY user_id) e
    FULL JOIN (SELECT profile_id, proficiency_level, last_validated_at
                 FROM employee_skills WHERE skill_id = $1 AND last_validated_at <= coalesce($2::timestamptz, 'infinity')) v
      ON v.profile_id = e.profile_id
    JOIN profiles p ON p.id = coalesce(e.profile_id, v.profile_id)
   WHERE (greatest(e.last_at, v.last_validated_at), p.id) < (coalesce($3::timestamptz, 'infinity'), coalesce($4::bigint, 0))
   ORDER BY "recentAt" DESC, p.id DESC
   LIMIT $5`;

export const mismatchesBefore = {
  validatedButUnexercised: `
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
   LIMIT $2`,
  exercisedButUnvalidated: `
  SELECT p.id AS "profileId", p.name AS "profileName", k.id AS "skillId", k.skill_name AS "skillName",
         e.signals, e.last_at AS "lastSignalAt", count(*) OVER () AS total
    FROM (SELECT user_id, skill_id, count(*) AS signals, max(created_at) AS last_at
            FROM signal_ledger WHERE recorded_at <= coalesce($1::timestamptz, 'infinity') GROUP BY user_id, skill_id) e
    JOIN profiles p ON p.id = e.user_id AND p.deactivated_at IS NULL
    JOIN skills k ON k.id = e.skill_id
   WHERE NOT EXISTS (SELECT FROM employee_skills v WHERE v.profile_id = e.user_id AND v.skill_id = e.skill_id
                                                     AND v.last_validated_at <= coalesce($1::timestamptz, 'infinity'))
   ORDER BY e.last_at DESC, p.id, k.id
   LIMIT $2`,
  declaredButNeverSignalled: `
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
   LIMIT $2`,
};
