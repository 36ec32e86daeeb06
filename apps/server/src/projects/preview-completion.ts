import type { CompletionPreview } from '@skilltrace/contract';
import type { ReadDatabase } from '../platform/database/read-database.js';
import { notFound } from '../platform/errors/domain-error.js';
import { requireActive, type LockedProject } from './lock-project.js';

// Existing signals are not emitted again.
const PREVIEW = `
  SELECT p.status,
         (SELECT count(*) FROM assignments a WHERE a.project_id = p.id AND a.ended_at IS NULL) AS members,
         (SELECT count(*) FROM assignments a JOIN project_skills ps ON ps.project_id = a.project_id
           WHERE a.project_id = p.id AND a.ended_at IS NULL)
         - (SELECT count(*) FROM assignments a JOIN project_skills ps ON ps.project_id = a.project_id
              JOIN signal_ledger l ON l.user_id = a.profile_id AND l.skill_id = ps.skill_id
             WHERE a.project_id = $1 AND a.ended_at IS NULL
               AND l.source_type = 'project' AND l.source_id = $1 AND l.signal_type = 'completed') AS signals
    FROM projects p WHERE p.id = $1`;

/**
 * Previews what completing the project would do now. All numbers are 0 if it is already completed.
 *
 * @throws the same errors as completing: NOT_FOUND, PROJECT_NOT_ACTIVE for an archived project
 */
export async function previewCompletion(ledger: ReadDatabase, projectId: number): Promise<CompletionPreview> {
  const [project] = await ledger.query<Pick<LockedProject, 'status'> & { members: number; signals: number }>(PREVIEW, [projectId]);
  if (!project) throw notFound('project');
  if (project.status === 'completed') return { members: 0, assignmentsEnded: 0, signals: 0 };
  requireActive(project);
  // A person has at most one active assignment on a project.
  return { members: project.members, assignmentsEnded: project.members, signals: project.signals };
}
