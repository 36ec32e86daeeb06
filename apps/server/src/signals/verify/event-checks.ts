import { DEFAULT_WEIGHTS } from '@skilltrace/domain/signals/signal';
import { all, rowsOf, type LedgerCheck } from './ledger-check.js';

// Recomputes signals from recorded events. The audit log records which skills a project declares. Since the start of the log,
// the skills of an update follow from it, unless the declared skills changed at about the same time.
const STARTED = "(SELECT min(recorded_at) FROM audit_entries WHERE action = 'log.started')";
const SIGNAL = "concat('signal ', s.id)";
/** Longer than any transaction: a change of declared skills may commit after an update although it started before. */
const NEARBY = "interval '1 hour'";

const weights = Object.entries(DEFAULT_WEIGHTS)
  .map(([type, weight]) => `WHEN '${type}' THEN ${weight}`)
  .join(' ');

/** Rules that recompute signals from their events. */
export const eventChecks: readonly LedgerCheck[] = [
  rowsOf(
    'weight',
    'each signal has the weight of its type',
    'user_skill_signals s',
    SIGNAL,
    `s.weight IS DISTINCT FROM CASE s.signal_type ${weights} END`,
  ),
  rowsOf(
    'joined-time',
    'each joined signal has the start time of an assignment',
    'user_skill_signals s',
    SIGNAL,
    'NOT EXISTS (SELECT FROM assignments a WHERE a.profile_id = s.user_id AND a.project_id = s.source_id AND a.started_at = s.created_at)',
    "s.signal_type = 'joined'",
  ),
  rowsOf(
    'completed-time',
    'each completed signal has the completion time of its project',
    'user_skill_signals s',
    SIGNAL,
    'NOT EXISTS (SELECT FROM projects p WHERE p.id = s.source_id AND p.completed_at = s.created_at)',
    "s.signal_type = 'completed'",
  ),
  rowsOf(
    'update-by-member',
    'the author of each progress update has an assignment on its project that started before the update was recorded',
    'progress_updates u',
    "concat('update ', u.id)",
    `NOT EXISTS (SELECT FROM assignments a
                  WHERE a.profile_id = u.user_id AND a.project_id = u.project_id AND a.started_at <= coalesce(greatest(u.recorded_at, u.created_at), now()))`,
  ),
  {
    name: 'scope-declared',
    rule: 'since the start of the audit log, the skill of each signal is or was declared by its project',
    examined: all('user_skill_signals s', `s.recorded_at >= ${STARTED}`),
    violations: `
      SELECT ${SIGNAL} AS sample
        FROM user_skill_signals s JOIN projects p ON p.id = s.project_id
        LEFT JOIN (SELECT DISTINCT project_id, skill_id FROM audit_entries WHERE action = 'project_scope.removed') removed
          ON removed.project_id = s.project_id AND removed.skill_id = s.skill_id
       WHERE s.recorded_at >= ${STARTED} AND removed.project_id IS NULL
         AND NOT EXISTS (SELECT FROM project_skills ps WHERE ps.project_id = p.id AND ps.skill_id = s.skill_id)`,
  },
  {
    name: 'update-complete',
    rule: 'each progress update has a signal for each declared skill, if the declared skills have not changed since',
    examined: all('progress_updates u', `u.recorded_at >= ${STARTED}`),
    violations: `
      SELECT concat('update ', u.id) AS sample
        FROM progress_updates u
        LEFT JOIN (SELECT project_id, max(recorded_at) AS changed_at FROM audit_entries
                    WHERE action IN ('project_scope.added', 'project_scope.removed') GROUP BY project_id) c ON c.project_id = u.project_id
        JOIN (SELECT project_id, count(*) AS skills FROM project_skills GROUP BY project_id) d ON d.project_id = u.project_id
        LEFT JOIN (SELECT user_id, source_id, count(*) AS signals FROM user_skill_signals WHERE source_type = 'update' GROUP BY user_id, source_id) s
          ON s.user_id = u.user_id AND s.source_id = u.id
       WHERE u.recorded_at >= ${STARTED} AND (c.changed_at IS NULL OR c.changed_at < u.recorded_at - ${NEARBY})
         AND coalesce(s.signals, 0) <> d.skills`,
  },
];
