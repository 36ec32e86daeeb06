import type { CompletedProject } from '@skilltrace/contract';
import type { Connection } from '../platform/database/connection.js';
import { emitProjectSignals } from '../signals/emit-skill-signals.js';
import { declaredSkillsOf } from './declare-skills.js';
import { lockProjectToChange, requireActive } from './lock-project.js';
import { findProject } from './read-projects.js';

const COMPLETE = `UPDATE projects SET status = 'completed', completed_at = date_trunc('milliseconds', now()) WHERE id = $1`;
// A person may have joined while this transaction waited for its lock. Their assignment then starts after this transaction did.
const END = `
  UPDATE assignments a SET ended_at = greatest(a.started_at, p.completed_at)
    FROM projects p
   WHERE p.id = $1 AND a.project_id = $1 AND a.ended_at IS NULL
  RETURNING a.profile_id AS "userId"`;

/**
 * Completes a project: emits `completed` signals for every active member and declared skill, and ends their assignments. A
 * completed project is not changed.
 *
 * @throws NOT_FOUND, PROJECT_NOT_ACTIVE for an archived project
 */
export async function completeProject(connection: Connection, projectId: number): Promise<CompletedProject> {
  return connection.transaction(async (transaction) => {
    const project = await lockProjectToChange(transaction, projectId);
    if (project.status === 'completed') {
      return { ...(await findProject(transaction, projectId)), completedNow: false, assignmentsEnded: 0, signals: 0 };
    }
    requireActive(project);
    await transaction.query(COMPLETE, [projectId]);
    // Ends assignments before emitting signals to keep the lock order. The ledger accepts signals for ended assignments too.
    const members = await transaction.query<{ userId: number }>(END, [projectId]);
    const skillIds = (await declaredSkillsOf(transaction, projectId)).items.map((skill) => skill.id);
    const signals = await emitProjectSignals(
      transaction,
      'completed',
      members.map(({ userId }) => ({ userId, projectId, skillIds })),
    );
    return { ...(await findProject(transaction, projectId)), completedNow: true, assignmentsEnded: members.length, signals };
  });
}
