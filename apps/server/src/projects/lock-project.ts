import type { ProjectStatus } from '@skilltrace/contract';
import type { Transaction } from '../platform/database/connection.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';

const COLUMNS = 'id, status, tech_lead_id AS "techLeadId", completed_at AS "completedAt"';
// Assigning and changing write texts: see `wait_for_erasing`. Before any row is locked.
const WAIT_FOR_ERASING = 'SELECT wait_for_erasing()';
const TO_CHANGE = { name: 'projects_lock_to_change', text: `SELECT ${COLUMNS} FROM projects WHERE id = $1 FOR UPDATE` };
const TO_JOIN = { name: 'projects_lock_to_join', text: `SELECT ${COLUMNS} FROM projects WHERE id = $1 FOR KEY SHARE` };

export interface LockedProject {
  id: number;
  status: ProjectStatus;
  techLeadId: number;
  completedAt: string | null;
}

/*
 * The order in which locks are taken, here and wherever assignments are written: project, person, assignments, and
 * skills (which emitting holds) last. Renaming a skill takes assignments, then the skill; deactivating a person takes
 * their projects, the person, then assignments.
 */

/** Keeps everybody else from assigning, posting and changing until the transaction ends. @throws NOT_FOUND */
export async function lockProjectToChange(transaction: Transaction, projectId: number): Promise<LockedProject> {
  await transaction.query(WAIT_FOR_ERASING);
  return found(await transaction.query<LockedProject>(TO_CHANGE, [projectId]));
}

/** Keeps scope and status as they are until the transaction ends; others may do the same at once. @throws NOT_FOUND */
export async function lockProjectToJoin(transaction: Transaction, projectId: number): Promise<LockedProject> {
  await transaction.query(WAIT_FOR_ERASING);
  return found(await transaction.query<LockedProject>(TO_JOIN, [projectId]));
}

/** @throws PROJECT_NOT_ACTIVE for one that is completed or archived */
export function requireActive({ status }: Pick<LockedProject, 'status'>): void {
  if (status !== 'active') throw new DomainError('PROJECT_NOT_ACTIVE', 'The project is {status}.', { params: { status } });
}

function found([project]: LockedProject[]): LockedProject {
  if (!project) throw notFound('project');
  return project;
}
