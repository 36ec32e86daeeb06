import { EVIDENCE_WEEKS, MOST_RECENT_SIGNALS } from '@skilltrace/contract';
import { EXCERPT_SOURCE } from './evidence-excerpt.js';

const SECONDS_A_WEEK = 604_800;

/**
 * The evidence for each row (profile_id, skill_id, last_validated_at) of the expression `pairs`, as expressions of a WITH
 * clause: `evidence` (profile_id, skill_id, signals, since_validation, last_at, weekly) and `recent` (profile_id, skill_id,
 * signals). A pair without signals is in neither. `$2` is the moment from which weeks count back, the database's own
 * clock where it is null.
 */
export const EVIDENCE = `
  signals AS (
    SELECT p.profile_id, p.skill_id, s.source_type, s.source_id, s.signal_type, s.created_at,
           p.last_validated_at IS NULL OR s.created_at > p.last_validated_at AS since_validation,
           -- Never below 0: a time is rounded to the millisecond, up as often as down.
           greatest(0, floor(extract(epoch FROM coalesce($2::timestamptz, date_trunc('milliseconds', now())) - s.created_at) / ${SECONDS_A_WEEK}))
             AS weeks_ago,
           row_number() OVER (PARTITION BY p.profile_id, p.skill_id ORDER BY s.created_at DESC, s.id DESC) AS place
      FROM pairs p JOIN signal_ledger s ON s.user_id = p.profile_id AND s.skill_id = p.skill_id
  ), weeks AS (
    SELECT profile_id, skill_id, least(weeks_ago, ${EVIDENCE_WEEKS})::int AS weeks_ago, count(*) AS signals,
           count(*) FILTER (WHERE since_validation) AS since_validation, max(created_at) AS last_at
      FROM signals GROUP BY 1, 2, 3
  ), evidence AS (
    SELECT profile_id, skill_id, sum(signals) AS signals, sum(since_validation) AS since_validation, max(last_at) AS last_at,
           json_agg(json_build_array(weeks_ago, signals)) FILTER (WHERE weeks_ago < ${EVIDENCE_WEEKS}) AS weekly
      FROM weeks GROUP BY 1, 2
  ), recent AS (
    SELECT s.profile_id, s.skill_id,
           json_agg(json_build_object('sourceType', s.source_type, 'sourceId', s.source_id, 'signalType', s.signal_type,
             'projectName', p.name, 'beginning', left(u.content, ${EXCERPT_SOURCE + 1}), 'createdAt', s.created_at) ORDER BY s.place) AS signals
      FROM signals s
      LEFT JOIN progress_updates u ON s.source_type = 'update' AND u.user_id = s.profile_id AND u.id = s.source_id
      JOIN projects p ON p.id = CASE s.source_type WHEN 'project' THEN s.source_id ELSE u.project_id END
     WHERE s.place <= ${MOST_RECENT_SIGNALS}
     GROUP BY 1, 2
  )`;
