import type { ReportSkillBody, Suggestion } from '@skilltrace/contract';
import type { Connection } from '../platform/database/connection.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';

// Other reports can run, but deactivating the skill waits until this report has committed.
const SKILL = 'SELECT skill_name AS "skillName", category, is_active AS "isActive" FROM skill_held($1)';
// Waits for a running decision on the pending suggestion, and for a simultaneous report of the same skill.
const INSERT = `
  INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) VALUES ($1, $2, $3, 'SELF_REPORT')
  ON CONFLICT (profile_id, skill_id) WHERE status = 'PENDING' DO NOTHING
  RETURNING id, created_at AS "createdAt"`;
// A separate statement after the insert, so that its snapshot includes an approval that committed while the insert waited.
const VALIDATED = 'SELECT FROM employee_skills WHERE profile_id = $1 AND skill_id = $2 AND proficiency_level = $3';

type SkillRow = Pick<Suggestion, 'skillName' | 'category'> & { isActive: boolean };

/**
 * Reports a skill of the caller: creates a pending `SELF_REPORT` suggestion for a Tech Lead. Validates nothing and emits no signals.
 * An earlier rejection or a validated lower or higher level does not prevent it.
 *
 * @throws NOT_FOUND for an unknown skill; SKILL_INACTIVE; ALREADY_PENDING if a suggestion from any source is pending;
 *   ALREADY_VALIDATED if exactly this level is validated
 */
export async function reportSkill(
  connection: Connection,
  profileId: number,
  { skillId, suggestedProficiency }: ReportSkillBody,
): Promise<Suggestion> {
  return connection.transaction(async (transaction) => {
    const [skill] = await transaction.query<SkillRow>(SKILL, [skillId]);
    if (!skill) throw notFound('skill');
    const { isActive, ...named } = skill;
    if (!isActive) throw new DomainError('SKILL_INACTIVE', 'This skill is no longer active.');
    const report = [profileId, skillId, suggestedProficiency];
    const [inserted] = await transaction.query<Pick<Suggestion, 'id' | 'createdAt'>>(INSERT, report);
    if (!inserted) throw new DomainError('ALREADY_PENDING', 'A suggestion for this skill is already pending.');
    if ((await transaction.query(VALIDATED, report)).length > 0)
      throw new DomainError('ALREADY_VALIDATED', 'This skill is already validated as {proficiencyLevel}.', {
        params: { proficiencyLevel: suggestedProficiency },
      });
    return {
      ...inserted,
      ...named,
      profileId,
      skillId,
      suggestedProficiency,
      source: 'SELF_REPORT',
      status: 'PENDING',
      resolvedAt: null,
      resolvedBy: null,
      resolvedProficiency: null,
      comment: null,
      restoredAt: null,
    };
  });
}
