import type { ProposeSkillBody, SkillProposal } from '@skilltrace/contract';
import type { Connection } from '../../platform/database/connection.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { PROPOSAL, WITH_NAMES_OF_PROPOSAL } from './proposal-row.js';

// The guard `skill_proposals.sql` rejects such a name too, but its error cannot name the skill.
const WITH_NAME = `
  SELECT k.id AS "skillId", k.skill_name AS "skillName" FROM skill_names n JOIN skills k ON k.id = n.skill_id AND k.is_active
   WHERE n.name = $1`;
// Before the row: on a Citus cluster an answer locks the table while it holds the name, and the guard of the row holds the name too.
const HOLD_NAME = 'SELECT hold_proposed_name($1)';
const INSERT = `
  WITH q AS (
    INSERT INTO skill_proposals (profile_id, name, reason) VALUES ($1, $2, $3)
    ON CONFLICT (name, profile_id) WHERE status = 'waiting' DO NOTHING RETURNING *)
  ${PROPOSAL} FROM q ${WITH_NAMES_OF_PROPOSAL}`;

/**
 * Proposes a skill to the admins, who answer. Emits no signals, and neither validates nor reports anything: even an accepted proposal only changes the
 * taxonomy.
 *
 * @throws SKILL_EXISTS if the name leads to an active skill; ALREADY_PROPOSED; CONFLICT for a person with the most waiting proposals
 */
export async function proposeSkill(connection: Connection, profileId: number, { name, reason }: ProposeSkillBody): Promise<SkillProposal> {
  return connection.transaction(async (transaction) => {
    const [existing] = await transaction.query<{ skillId: number; skillName: string }>(WITH_NAME, [name]);
    if (existing)
      throw new DomainError('SKILL_EXISTS', 'The skill {skillName} already has this name or alias.', { params: { ...existing } });
    await transaction.query(HOLD_NAME, [name]);
    const [proposal] = await transaction.query<SkillProposal>(INSERT, [profileId, name, reason ?? null]);
    if (!proposal) throw new DomainError('ALREADY_PROPOSED', 'You already proposed this name. It waits for the answer of an admin.');
    return proposal;
  });
}
