import type { ProjectStatus } from '@skilltrace/contract';
import { changeInTurn } from '../platform/database/change-in-turn.js';
import type { Transaction } from '../platform/database/connection.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';

const COLUMNS = 'id, status, tech_lead_id AS "techLeadId", completed_at AS "completedAt"';
const TO_CHANGE = { name: 'projects_lock_to_change', text: `SELECT ${COLUMNS} FROM projects WHERE id = $1 FOR UPDATE` };
const TO_JOIN = { name: 'projects_lock_to_join', text: `SELECT ${COLUMNS} FROM projects WHERE id = $1 FOR KEY SHARE` };

export interface LockedProject {
  id: number;
  status: ProjectStatus;
  techLeadId: number;
  completedAt: string | null;
}

/*
 * The lock order, here and wherever assignments are written: project, person, assignments, and last skills, which are locked
 * when signals are emitted. Renaming a skill locks assignments and then the skill. Deactivating a person locks their projects,
 * the person, and then assignments.
 */

/** Blocks assigning, posting and changing by other transactions until this one ends. @throws NOT_FOUND */
export async function lockProjectToChange(transaction: Transaction, projectId: number): Promise<LockedProject> {
  await changeInTurn(transaction);
  return found(await transaction.query<LockedProject>(TO_CHANGE, [projectId]));
}

/**
 * Prevents changes of declared skills and status until the transaction ends. Other transactions may hold this lock at the same
 * time. @throws NOT_FOUND
 */
export async function lockProjectToJoin(transaction: Transaction, projectId: number): Promise<LockedProject> {
  await changeInTurn(transaction);
  return found(await transaction.query<LockedProject>(TO_JOIN, [projectId]));
}

/** @throws PROJECT_NOT_ACTIVE for a completed or archived project */
export function requireActive({ status }: Pick<LockedProject, 'status'>): void {
  if (status !== 'active') throw new DomainError('PROJECT_NOT_ACTIVE', 'The project is {status}.', { params: { status } });
}

function found([project]: LockedProject[]): LockedProject {
  if (!project) throw notFound('project');
  return project;
}
