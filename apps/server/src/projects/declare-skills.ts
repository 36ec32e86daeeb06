import type { DeclaredSkills } from '@skilltrace/contract';
import type { Connection, Transaction } from '../platform/database/connection.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';
import { lockProjectToChange, requireActive } from './lock-project.js';

// The share lock makes this wait for somebody who is deactivating one of them.
const NEWLY_DECLARED = `
  SELECT s.skill_name AS name, s.is_active AS "isActive",
         EXISTS (SELECT FROM project_skills ps WHERE ps.project_id = $1 AND ps.skill_id = s.id) AS declared
    FROM skills s WHERE s.id = ANY ($2::bigint[]) ORDER BY s.id FOR SHARE OF s`;
const REPLACE = `
  WITH removed AS (DELETE FROM project_skills WHERE project_id = $1 AND NOT skill_id = ANY ($2::bigint[]))
  INSERT INTO project_skills (project_id, skill_id)
  SELECT $1, wanted.id FROM unnest($2::bigint[]) AS wanted(id)
  ON CONFLICT DO NOTHING`;
// A row for the project even where it declares nothing: no row at all is no project.
const LIST = {
  name: 'projects_declared_skills',
  text: `
    SELECT s.id, s.skill_name AS name, s.category, s.is_active AS "isActive"
      FROM projects p
      LEFT JOIN project_skills ps ON ps.project_id = p.id
      LEFT JOIN skills s ON s.id = ps.skill_id
     WHERE p.id = $1 ORDER BY in_register(s.skill_name), s.id`,
};

type SkillRow = DeclaredSkills['items'][number];

/** The skills that a project declares, by name. @throws NOT_FOUND */
export async function declaredSkillsOf(connection: Connection, projectId: number): Promise<DeclaredSkills> {
  const rows = await connection.query<SkillRow | { id: null }>(LIST, [projectId]);
  if (rows.length === 0) throw notFound('project');
  return { items: rows.filter((row): row is SkillRow => row.id !== null), nextCursor: null };
}

/**
 * Replaces the declared scope of an active project. Signals that stand are left, and none is emitted: a scope counts
 * for what happens after it.
 *
 * @throws NOT_FOUND for an unknown project or skill, PROJECT_NOT_ACTIVE, SKILL_INACTIVE for a skill newly declared
 */
export async function declareSkills(connection: Connection, projectId: number, skillIds: readonly number[]): Promise<DeclaredSkills> {
  return connection.transaction(async (transaction) => {
    requireActive(await lockProjectToChange(transaction, projectId));
    const wanted = await requireDeclarable(transaction, projectId, skillIds);
    await transaction.query(REPLACE, [projectId, wanted]);
    return declaredSkillsOf(transaction, projectId);
  });
}

/**
 * Makes sure that a project may declare these skills; one that it declares already may have become inactive since.
 *
 * @param projectId null for a project that is only being created
 * @returns the skills without duplicates
 * @throws NOT_FOUND, SKILL_INACTIVE
 */
export async function requireDeclarable(
  transaction: Transaction,
  projectId: number | null,
  skillIds: readonly number[],
): Promise<number[]> {
  const wanted = [...new Set(skillIds)];
  if (wanted.length === 0) return wanted;
  const known = await transaction.query<{ name: string; isActive: boolean; declared: boolean }>(NEWLY_DECLARED, [projectId, wanted]);
  if (known.length < wanted.length) throw notFound('skill');
  const inactive = known.find((skill) => !skill.isActive && !skill.declared);
  if (inactive)
    throw new DomainError('SKILL_INACTIVE', 'The skill {skillName} is no longer active.', { params: { skillName: inactive.name } });
  return wanted;
}
