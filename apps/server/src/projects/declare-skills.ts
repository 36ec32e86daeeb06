import type { DeclaredSkills } from '@skilltrace/contract';
import type { Connection, Transaction } from '../platform/database/connection.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';
import { lockProjectToChange, requireActive } from './lock-project.js';

// The share lock waits for concurrent deactivations of these skills.
const NEWLY_DECLARED = `
  SELECT s.skill_name AS name, s.is_active AS "isActive",
         EXISTS (SELECT FROM project_skills ps WHERE ps.project_id = $1 AND ps.skill_id = s.id) AS declared
    FROM skills s WHERE s.id = ANY ($2::bigint[]) ORDER BY s.id FOR SHARE OF s`;
const WITHDRAW = 'DELETE FROM project_skills WHERE project_id = $1 AND NOT skill_id = ANY ($2::bigint[])';
const DECLARE = `
  INSERT INTO project_skills (project_id, skill_id)
  SELECT $1::bigint, wanted.id FROM unnest($2::bigint[]) AS wanted(id)
  ON CONFLICT DO NOTHING`;
// The outer joins return a row for a project without declared skills, so no row means no project.
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

/** Reads the declared skills of a project, ordered by name. @throws NOT_FOUND */
export async function declaredSkillsOf(connection: Connection, projectId: number): Promise<DeclaredSkills> {
  const rows = await connection.query<SkillRow | { id: null }>(LIST, [projectId]);
  if (rows.length === 0) throw notFound('project');
  return { items: rows.filter((row): row is SkillRow => row.id !== null), nextCursor: null };
}

/**
 * Replaces the declared skills of an active project. Existing signals stay and no new ones are emitted, because declared skills
 * apply only to later work.
 *
 * @throws NOT_FOUND for an unknown project or skill, PROJECT_NOT_ACTIVE, SKILL_INACTIVE for a newly declared skill
 */
export async function declareSkills(connection: Connection, projectId: number, skillIds: readonly number[]): Promise<DeclaredSkills> {
  return connection.transaction(async (transaction) => {
    requireActive(await lockProjectToChange(transaction, projectId));
    const wanted = await requireDeclarable(transaction, projectId, skillIds);
    for (const statement of [WITHDRAW, DECLARE]) await transaction.query(statement, [projectId, wanted]);
    return declaredSkillsOf(transaction, projectId);
  });
}

/**
 * Checks that a project may declare these skills. A skill that it already declares may be inactive.
 *
 * @param projectId null for a project that is being created
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
