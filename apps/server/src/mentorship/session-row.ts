import type { MentorshipSession } from '@skilltrace/contract';
import type { Prisma } from '../generated/prisma/client.js';

/** Selects sessions from `written` rows, with the names of intern, mentor and project. */
export const SESSION_FROM_WRITTEN = `
  SELECT s.id, s.intern_id AS "internId", i.name AS "internName", s.mentor_id AS "mentorId", m.name AS "mentorName",
         s.session_focus AS "sessionFocus", s.project_id AS "projectId", p.name AS "projectName", s.status, s.scheduled_at AS "scheduledAt",
         s.completed_at AS "completedAt", s.created_at AS "createdAt"
    FROM written s JOIN profiles i ON i.id = s.intern_id JOIN profiles m ON m.id = s.mentor_id LEFT JOIN projects p ON p.id = s.project_id`;

/** The relations that Prisma includes to get these names. */
export const WITH_NAMES = {
  intern: { select: { name: true } },
  mentor: { select: { name: true } },
  project: { select: { name: true } },
} as const;

/** Converts a Prisma row with names to a session of the contract. */
export function toSession(row: Prisma.MentorshipSessionGetPayload<{ include: typeof WITH_NAMES }>): MentorshipSession {
  return {
    id: Number(row.id),
    internId: Number(row.internId),
    internName: row.intern.name,
    mentorId: Number(row.mentorId),
    mentorName: row.mentor.name,
    sessionFocus: row.sessionFocus,
    projectId: row.projectId === null ? null : Number(row.projectId),
    projectName: row.project?.name ?? null,
    status: row.status,
    scheduledAt: row.scheduledAt?.toISOString() ?? null,
    completedAt: row.completedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
