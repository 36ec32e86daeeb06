import type { Skill, UpdateSkillBody } from '@skilltrace/contract';
import { changeInTurn } from '../platform/database/change-in-turn.js';
import type { Connection, Transaction } from '../platform/database/connection.js';
import { singleRow } from '../platform/database/single-row.js';
import { notFound } from '../platform/errors/domain-error.js';
import { sqlState } from '../platform/errors/sqlstate.js';
import { nameTaken } from './create-skill.js';
import { readSkill } from './list-skills.js';
import { blockOtherNames, replaceAliases } from './replace-aliases.js';

const UNIQUE_VIOLATION = '23505';

// An uncommitted assignment with the old tag is not visible yet and would keep the tag, so wait for its transaction. The table is
// locked before the skill's row, because assigning also writes the assignment before the signals of the skill.
const WAIT_FOR_WRITERS = 'LOCK TABLE assignments IN EXCLUSIVE MODE';
// All writers of assignments wait behind this lock, so give up after a while (55P03).
const NOT_FOR_LONG = "SET LOCAL lock_timeout = '10s'";
const LOCK = 'SELECT skill_name AS name FROM skills WHERE id = $1 FOR NO KEY UPDATE';
const UPDATE = `
  UPDATE skills SET skill_name = coalesce($2, skill_name), category = coalesce($3, category), is_active = coalesce($4, is_active),
                    description = CASE WHEN $5::boolean THEN $6 ELSE description END, updated_at = date_trunc('milliseconds', now())
   WHERE id = $1 RETURNING skill_name AS name`;
const RENAME_TAG = `
  UPDATE assignments a
     SET tags = CASE WHEN a.tags @> ARRAY[$2::text] THEN array_remove(a.tags, $1) ELSE array_replace(a.tags, $1, $2) END
   WHERE a.ended_at IS NULL AND a.tags @> ARRAY[$1::text]`;

/**
 * Changes a skill. In the same transaction, a new name replaces the old one in the tags of all assignments that have not ended, so
 * that every Core Stack stays complete, including those of archived projects that may be reactivated. Ended assignments keep the old
 * tag. The database stores the former name, so that files with that name still refer to this skill. A former name of another skill
 * moves to this skill.
 *
 * @throws NOT_FOUND; CONFLICT for a taken name, for an alias that is the name or an alias of another skill, or if other transactions write
 *   assignments for more than ten seconds
 */
export async function updateSkill(connection: Connection, id: number, change: UpdateSkillBody): Promise<Skill> {
  return connection.transaction(async (transaction) => {
    await changeInTurn(transaction);
    if (change.name !== undefined) {
      await transaction.query(NOT_FOR_LONG);
      await transaction.query(WAIT_FOR_WRITERS);
    }
    if (change.aliases !== undefined) await blockOtherNames(transaction);
    const [before] = await transaction.query<{ name: string }>(LOCK, [id]);
    if (!before) throw notFound('skill');
    // First, because a new name keeps the previous one as an alias.
    if (change.aliases !== undefined) await replaceAliases(transaction, id, change.aliases);
    const after = await store(transaction, id, change);
    if (after.name !== before.name) await transaction.query(RENAME_TAG, [before.name, after.name]);
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
