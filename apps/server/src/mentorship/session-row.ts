/** A session with the names of both, from `mentorship_sessions` or from rows just written to it; `source` is ours, never the caller's. */
export function sessionsFrom(source: 'mentorship_sessions' | 'written'): string {
  return `
    SELECT s.id, s.intern_id AS "internId", i.name AS "internName", s.mentor_id AS "mentorId", m.name AS "mentorName",
           s.session_focus AS "sessionFocus", s.project_id AS "projectId", s.status, s.scheduled_at AS "scheduledAt",
           s.completed_at AS "completedAt", s.created_at AS "createdAt"
      FROM ${source} s JOIN profiles i ON i.id = s.intern_id JOIN profiles m ON m.id = s.mentor_id`;
}
