import type { CreateProjectBody, ProjectWithMembers } from '@skilltrace/contract';
import { changeInTurn } from '../platform/database/change-in-turn.js';
import type { Connection } from '../platform/database/connection.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { requireDeclarable } from './declare-skills.js';
import { findProject } from './read-projects.js';
import { requireActivePerson } from './require-active-person.js';

const CREATE = `
  WITH created AS (
    INSERT INTO projects (name, description, tech_lead_id, metadata, external_id) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (external_id) WHERE external_id IS NOT NULL DO NOTHING
    RETURNING id),
  declared AS (
    INSERT INTO project_skills (project_id, skill_id) SELECT created.id, skill.id FROM created, unnest($6::bigint[]) AS skill(id))
  SELECT id FROM created`;

/**
 * Creates an active project with its declared skills. Emits no signals, because it has no members yet.
 *
 * @throws NOT_FOUND for an unknown Tech Lead or skill, SKILL_INACTIVE, CONFLICT for a Tech Lead who left or an existing
 *   `externalId`
 */
export async function createProject(connection: Connection, body: CreateProjectBody): Promise<ProjectWithMembers> {
  const { name, description = '', techLeadId, skillIds = [], metadata = {}, externalId = null } = body;
  return connection.transaction(async (transaction) => {
    await changeInTurn(transaction);
    const declared = await requireDeclarable(transaction, null, skillIds);
    await requireActivePerson(transaction, techLeadId);
    const [created] = await transaction.query<{ id: number }>(CREATE, [
      name,
      description,
      techLeadId,
      JSON.stringify(metadata),
      externalId,
      declared,
    ]);
    if (!created) throw new DomainError('CONFLICT', 'Another project has this externalId.');
    return findProject(transaction, created.id);
  });
}
