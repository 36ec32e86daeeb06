import type { Skill, UpdateSkillBody } from '@skilltrace/contract';
import type { Connection, Transaction } from '../platform/database/connection.js';
import { singleRow } from '../platform/database/single-row.js';
import { notFound } from '../platform/errors/domain-error.js';
import { sqlState } from '../platform/errors/sqlstate.js';
import { nameTaken } from './create-skill.js';
import { SKILL_COLUMNS } from './skill-row.js';

const UNIQUE_VIOLATION = '23505';

// An assignment that somebody is just writing with the old tag is not seen yet, and would keep it: wait for those
// writers. The table comes before the skill's row, for assigning writes an assignment first and signals of the skill after.
const WAIT_FOR_WRITERS = 'LOCK TABLE assignments IN EXCLUSIVE MODE';
// Everybody who writes an assignment queues behind us meanwhile; better to be refused (55P03).
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
 * Changes a skill. A new name becomes the tag of every assignment that has not ended and had the old one, in the same
 * transaction, so that a Core Stack stays whole, also that of an archived project which comes back; ended assignments keep
 * what was true of them. The database keeps the former name, so that files that use it mean this skill. A name that
 * another skill had before passes to this one.
 *
 * @throws NOT_FOUND; CONFLICT on a taken name, or where assignments are being written for longer than ten seconds
 */
export async function updateSkill(connection: Connection, id: number, change: UpdateSkillBody): Promise<Skill> {
  return connection.transaction(async (transaction) => {
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
