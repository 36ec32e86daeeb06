import type { CompletionPreview } from '@skilltrace/contract';
import { LARGEST_PAGE_SIZE } from '@skilltrace/domain/limits';
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
               AND l.source_type = 'project' AND l.source_id = $1 AND l.signal_type = 'completed') AS signals,
         (SELECT json_build_object('pending', count(*), 'toAdmins', count(*) FILTER (WHERE NOT EXISTS (
                   SELECT FROM active_assignments o JOIN project_leads l USING (project_id)
                    WHERE o.profile_id = g.profile_id AND o.project_id <> $1 AND l.profile_id <> g.profile_id)))
            FROM suggestion_routes g WHERE g.project_id = p.id) AS decisions,
         (SELECT coalesce(json_agg(json_build_object('profileId', n.id, 'name', n.name) ORDER BY in_register(n.name), n.id), '[]')
            FROM (SELECT m.id, m.name FROM active_assignments a JOIN profiles m ON m.id = a.profile_id
                   WHERE a.project_id = p.id AND a.started_at > now() - interval '1 day' ORDER BY in_register(m.name), m.id LIMIT ${LARGEST_PAGE_SIZE}) n
         ) AS "newMembers"
    FROM projects p WHERE p.id = $1`;

type Previewed = Pick<LockedProject, 'status'> & Pick<CompletionPreview, 'members' | 'signals' | 'decisions' | 'newMembers'>;

/**
 * Previews what completing the project would do now: new signals, also for people who just joined, and pending decisions that leave
 * this project's inbox. All numbers are 0 if it is already completed.
 *
 * @throws the same errors as completing: NOT_FOUND, PROJECT_NOT_ACTIVE for an archived project
 */
export async function previewCompletion(ledger: ReadDatabase, projectId: number): Promise<CompletionPreview> {
  const [project] = await ledger.query<Previewed & Record<string, unknown>>(PREVIEW, [projectId]);
  if (!project) throw notFound('project');
  if (project.status === 'completed')
    return { members: 0, assignmentsEnded: 0, signals: 0, decisions: { pending: 0, toAdmins: 0 }, newMembers: [] };
  requireActive(project);
  // A person has at most one active assignment on a project.
  const { members, signals, decisions, newMembers } = project;
  return { members, assignmentsEnded: members, signals, decisions, newMembers };
}
