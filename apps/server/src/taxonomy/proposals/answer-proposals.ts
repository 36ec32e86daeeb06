import type { AcceptSkillProposalBody, AnsweredSkillProposal } from '@skilltrace/contract';
import type { Caller } from '../../platform/auth/caller.js';
import { changeInTurn } from '../../platform/database/change-in-turn.js';
import type { Connection, Transaction } from '../../platform/database/connection.js';
import { DomainError, notFound } from '../../platform/errors/domain-error.js';
import { createSkill } from '../create-skill.js';
import { addAlias } from '../replace-aliases.js';
import { readProposal } from './proposal-row.js';

const NAME = 'SELECT name FROM skill_proposals WHERE id = $1';
const HOLD_NAME = 'SELECT hold_proposed_name($1)';
// After the lock, so that it sees the answer of an admin who was faster.
const IS_WAITING = "SELECT FROM skill_proposals WHERE id = $1 AND status = 'waiting'";
const ANSWER = `
  UPDATE skill_proposals
     SET status = $2, answered_at = date_trunc('milliseconds', now()), answered_by_id = $3, skill_id = $4, comment = $5
   WHERE name = $1 AND status = 'waiting' RETURNING id`;

/**
 * Accepts a proposed skill, and the waiting proposals of the same name by other people: adds the skill to the taxonomy, or records the name as an
 * alias of an existing one. Changes nothing else.
 *
 * @throws NOT_FOUND for an unknown proposal or skill; ALREADY_ANSWERED; SKILL_INACTIVE; CONFLICT for the name or an alias of another skill
 */
export async function acceptProposal(
  connection: Connection,
  admin: Caller,
  id: number,
  { category, skillId }: AcceptSkillProposalBody,
): Promise<AnsweredSkillProposal> {
  return answer(connection, admin, id, 'accepted', async (transaction, name) => {
    if (skillId === undefined) return { skillId: (await createSkill(transaction, { name, category: category ?? '' })).id };
    await addAlias(transaction, skillId, name);
    return { skillId };
  });
}

/**
 * Declines a proposed skill, and the waiting proposals of the same name by other people. All of them see the comment.
 *
 * @throws NOT_FOUND; ALREADY_ANSWERED
 */
export async function declineProposal(connection: Connection, admin: Caller, id: number, comment: string): Promise<AnsweredSkillProposal> {
  return answer(connection, admin, id, 'declined', async () => ({ comment }));
}

async function answer(
  connection: Connection,
  admin: Caller,
  id: number,
  status: 'accepted' | 'declined',
  change: (transaction: Transaction, name: string) => Promise<{ skillId?: number; comment?: string }>,
): Promise<AnsweredSkillProposal> {
  return connection.transaction(async (transaction) => {
    await changeInTurn(transaction);
    const [proposed] = await transaction.query<{ name: string }>(NAME, [id]);
    if (!proposed) throw notFound('proposed skill');
    await transaction.query(HOLD_NAME, [proposed.name]);
    if ((await transaction.query(IS_WAITING, [id])).length === 0)
      throw new DomainError('ALREADY_ANSWERED', 'This proposed skill was already answered.');
    const { skillId = null, comment = null } = await change(transaction, proposed.name);
    const answered = await transaction.query<{ id: number }>(ANSWER, [proposed.name, status, admin.profileId, skillId, comment]);
    return { proposal: await readProposal(transaction, admin, id), answered: answered.length };
  });
}
