import type { ChangeProjectBody, ProjectWithMembers } from '@skilltrace/contract';
import { projectMoveProblem } from '@skilltrace/domain/projects/life-cycle';
import type { Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { DomainError, forbidden } from '../platform/errors/domain-error.js';
import { lockProjectToChange } from './lock-project.js';
import { findProject } from './read-projects.js';
import { requireActivePerson } from './require-active-person.js';

const CHANGE = `
  UPDATE projects
     SET name = coalesce($2, name), description = coalesce($3, description), tech_lead_id = coalesce($4::bigint, tech_lead_id),
         metadata = coalesce($5::jsonb, metadata), status = coalesce($6::project_status, status),
         inactive_since = coalesce(inactive_since, clock.at)
    FROM (SELECT date_trunc('milliseconds', now()) AS at) clock
   WHERE id = $1`;

/**
 * Changes the data of a project, archives it or reactivates it. Archiving ends no assignments and emits no signals. Completing
 * is a separate use case.
 *
 * @throws FORBIDDEN for a new Tech Lead unless the caller is an admin; NOT_FOUND; CONFLICT for a Tech Lead who left, and for
 *   reactivating a completed project
 */
export async function changeProject(
  connection: Connection,
  caller: Caller,
  projectId: number,
  body: ChangeProjectBody,
): Promise<ProjectWithMembers> {
  const { name, description, techLeadId, metadata, status } = body;
  if (techLeadId !== undefined && !caller.isAdmin) throw forbidden('Only admins may set techLeadId.');
  return connection.transaction(async (transaction) => {
    const project = await lockProjectToChange(transaction, projectId);
    if (status !== undefined && projectMoveProblem(project, status) !== undefined)
      throw new DomainError('CONFLICT', 'A completed project cannot be reactivated.');
    if (techLeadId !== undefined && techLeadId !== project.techLeadId) await requireActivePerson(transaction, techLeadId);
    await transaction.query(CHANGE, [
      projectId,
      name ?? null,
      description ?? null,
      techLeadId ?? null,
      metadata === undefined ? null : JSON.stringify(metadata),
      status ?? null,
    ]);
    return findProject(transaction, projectId);
  });
}
