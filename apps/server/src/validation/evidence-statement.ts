import { EVIDENCE_WEEKS, MOST_RECENT_SIGNALS } from '@skilltrace/domain/limits';
import { EXCERPT_SOURCE } from './evidence-excerpt.js';

/** A common table expression of the projects whose work the caller `$1` may see. Statements that use `EVIDENCE_OF_PERSON` need it. */
export const READABLE = 'readable AS MATERIALIZED (SELECT project_id FROM work_readers WHERE profile_id = $1)';

const SECONDS_A_WEEK = 604_800;

// The text of an update is shown only for projects that the caller leads or is on, and to admins, for whom `$3` is true.
const SEES_WORK = '($3::boolean OR p.id IN (SELECT project_id FROM readable))';

/**
 * The evidence about the person `w.profile_id` for the skills `w.skill_ids`, which were validated at `w.validated_ats` (null if not
 * validated). For use in a FROM clause after `w`. Returns `figures`, one per skill with signals, and `recent`, the newest signals of
 * each skill. Weeks count back from `$2`, or from the database's clock if it is null.
 *
 * Scans one index once per person for any number of skills: with ten million signals, one scan per skill took five times as long.
 * It must be LATERAL: the planner underestimates a join on person and skill as one row and uses a nested loop, which took 2.8 s
 * instead of 50 ms for 450 suggestions.
 */
export const EVIDENCE_OF_PERSON = `
  LATERAL (
    WITH signals AS MATERIALIZED (
      SELECT s.skill_id, s.source_type, s.source_id, s.signal_type, s.created_at, s.project_id,
             coalesce(s.created_at > w.validated_ats[array_position(w.skill_ids, s.skill_id)], true) AS since_validation,
             -- Never below 0: times are rounded to the millisecond, so a signal can be slightly later than now.
             greatest(0, floor(extract(epoch FROM coalesce($2::timestamptz, date_trunc('milliseconds', now())) - s.created_at) / ${SECONDS_A_WEEK}))
               AS weeks_ago,
             row_number() OVER (PARTITION BY s.skill_id ORDER BY s.created_at DESC, s.id DESC) AS place
        FROM signal_ledger s WHERE s.user_id = w.profile_id AND s.skill_id = ANY (w.skill_ids)
    ), weeks AS (
      SELECT skill_id, least(weeks_ago, ${EVIDENCE_WEEKS})::int AS weeks_ago, count(*) AS signals,
             count(*) FILTER (WHERE since_validation) AS since_validation, max(created_at) AS last_at
        FROM signals GROUP BY 1, 2
    ), figures AS (
      SELECT skill_id AS "skillId", sum(signals) AS signals, sum(since_validation) AS "signalsSinceValidation", max(last_at) AS "lastSignalAt",
             coalesce(json_agg(json_build_array(weeks_ago, signals)) FILTER (WHERE weeks_ago < ${EVIDENCE_WEEKS}), '[]') AS weekly
        FROM weeks GROUP BY 1
    )
    SELECT (SELECT json_agg(figures) FROM figures) AS figures,
           (SELECT json_agg(json_build_object(
                'skillId', s.skill_id, 'sourceType', s.source_type, 'sourceId', s.source_id, 'signalType', s.signal_type,
                'projectId', p.id, 'projectName', p.name, 'createdAt', s.created_at,
                'beginning', CASE WHEN ${SEES_WORK} THEN left(u.content, ${EXCERPT_SOURCE + 1}) END
              ) ORDER BY s.place)
              FROM signals s
              LEFT JOIN progress_updates u ON s.source_type = 'update' AND u.user_id = w.profile_id AND u.id = s.source_id
              JOIN projects p ON p.id = s.project_id
             WHERE s.place <= ${MOST_RECENT_SIGNALS}) AS recent
  )`;
