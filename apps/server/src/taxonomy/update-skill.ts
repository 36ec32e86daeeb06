import type { Skill, UpdateSkillBody } from '@skilltrace/contract';
import { changeInTurn } from '../platform/database/change-in-turn.js';
import type { Connection, Transaction } from '../platform/database/connection.js';
import { singleRow } from '../platform/database/single-row.js';
import { notFound } from '../platform/errors/domain-error.js';
import { sqlState } from '../platform/errors/sqlstate.js';
import { nameTaken } from './create-skill.js';
import { readSkill } from './list-skills.js';
import { blockWritersOfAssignments, renameTag } from './rename-tag.js';
import { blockOtherNames, replaceAliases } from './replace-aliases.js';

const UNIQUE_VIOLATION = '23505';

const LOCK = 'SELECT skill_name AS name FROM skills WHERE id = $1 FOR NO KEY UPDATE';
const UPDATE = `
  UPDATE skills SET skill_name = coalesce($2, skill_name), category = coalesce($3, category), is_active = coalesce($4, is_active),
                    merged_into_id = CASE WHEN $4 THEN NULL ELSE merged_into_id END,
                    description = CASE WHEN $5::boolean THEN $6 ELSE description END, updated_at = date_trunc('milliseconds', now())
   WHERE id = $1 RETURNING skill_name AS name`;
/**
 * Changes a skill. In the same transaction, a new name replaces the old one in the tags of all assignments that have not ended, so
 * that every Core Stack stays complete, including those of archived projects that may be reactivated. Ended assignments keep the old
 * tag. The database stores the former name, so that files with that name still refer to this skill. A former name of another skill
 * moves to this skill. Reactivating a merged skill ends the merge: its names lead to itself again, and nothing else moves back.
 *
 * @throws NOT_FOUND; CONFLICT for a taken name, for an alias that is the name or an alias of another skill, or if other transactions write
 *   assignments for more than ten seconds
 */
export async function updateSkill(connection: Connection, id: number, change: UpdateSkillBody): Promise<Skill> {
  return connection.transaction(async (transaction) => {
    await changeInTurn(transaction);
    if (change.name !== undefined) await blockWritersOfAssignments(transaction);
    if (change.aliases !== undefined) await blockOtherNames(transaction);
    const [before] = await transaction.query<{ name: string }>(LOCK, [id]);
    if (!before) throw notFound('skill');
    // First, because a new name keeps the previous one as an alias.
    if (change.aliases !== undefined) await replaceAliases(transaction, id, change.aliases);
    const after = await store(transaction, id, change);
    if (after.name !== before.name) await renameTag(transaction, before.name, after.name);
    return readSkill(transaction, id);
  });
}

async function store(transaction: Transaction, id: number, change: UpdateSkillBody): Promise<{ name: string }> {
  const { name, category, isActive, description } = change;
  const values = [id, name ?? null, category ?? null, isActive ?? null, description !== undefined, description ?? null];
  try {
    return singleRow(await transaction.query<{ name: string }>(UPDATE, values));
  } catch (error) {
    throw sqlState(error) === UNIQUE_VIOLATION ? nameTaken() : error;
  }
}
