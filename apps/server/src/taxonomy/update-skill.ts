import type { Skill, UpdateSkillBody } from '@skilltrace/contract';
import { changeInTurn } from '../platform/database/change-in-turn.js';
import type { Connection, Transaction } from '../platform/database/connection.js';
import { singleRow } from '../platform/database/single-row.js';
import { notFound } from '../platform/errors/domain-error.js';
import { sqlState } from '../platform/errors/sqlstate.js';
import { nameTaken } from './create-skill.js';
import { SKILL_COLUMNS } from './skill-row.js';

const UNIQUE_VIOLATION = '23505';

// An uncommitted assignment with the old tag is not visible yet and would keep the tag, so wait for its transaction. The table is
// locked before the skill's row, because assigning also writes the assignment before the signals of the skill.
const WAIT_FOR_WRITERS = 'LOCK TABLE assignments IN EXCLUSIVE MODE';
// All writers of assignments wait behind this lock, so give up after a while (55P03).
const NOT_FOR_LONG = "SET LOCAL lock_timeout = '10s'";
const LOCK = 'SELECT skill_name AS name FROM skills WHERE id = $1 FOR NO KEY UPDATE';
const UPDATE = `
  UPDATE skills SET skill_name = coalesce($2, skill_name), category = coalesce($3, category), is_active = coalesce($4, is_active),
                    updated_at = date_trunc('milliseconds', now())
   WHERE id = $1 RETURNING ${SKILL_COLUMNS}`;
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
 * @throws NOT_FOUND; CONFLICT for a taken name, or if other transactions write assignments for more than ten seconds
 */
export async function updateSkill(connection: Connection, id: number, change: UpdateSkillBody): Promise<Skill> {
  return connection.transaction(async (transaction) => {
    await changeInTurn(transaction);
    if (change.name !== undefined) {
      await transaction.query(NOT_FOR_LONG);
      await transaction.query(WAIT_FOR_WRITERS);
    }
    const [before] = await transaction.query<{ name: string }>(LOCK, [id]);
    if (!before) throw notFound('skill');
    const after = await store(transaction, id, change);
    if (after.name !== before.name) await transaction.query(RENAME_TAG, [before.name, after.name]);
    return after;
  });
}

async function store(transaction: Transaction, id: number, { name, category, isActive }: UpdateSkillBody): Promise<Skill> {
  try {
    return singleRow(await transaction.query<Skill>(UPDATE, [id, name ?? null, category ?? null, isActive ?? null]));
  } catch (error) {
    throw sqlState(error) === UNIQUE_VIOLATION ? nameTaken() : error;
  }
}
