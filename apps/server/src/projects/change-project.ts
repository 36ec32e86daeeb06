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
         metadata = coalesce($5::jsonb, metadata), status = coalesce($6::project_status, status)
   WHERE id = $1`;

/**
 * Changes what is told of a project, archives it or takes it up again. Archiving ends no assignment and emits nothing;
 * completing has a use case of its own.
 *
 * @throws FORBIDDEN for a new Tech Lead, unless an admin says so; NOT_FOUND; CONFLICT for a Tech Lead who left, and for
 *   taking up what was completed
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
      throw new DomainError('CONFLICT', 'A completed project stays completed.');
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
