import type { Transaction } from '../platform/database/connection.js';
import { DomainError } from '../platform/errors/domain-error.js';

// A skill with the name of an alias could be added simultaneously: neither transaction would see the other.
const BLOCK_SKILLS = "SET LOCAL lock_timeout = '10s'; LOCK TABLE skills IN SHARE ROW EXCLUSIVE MODE";
const TAKEN = 'SELECT FROM skill_former_names WHERE name = ANY ($2::text[]) AND skill_id <> $1';
const REMOVE = 'DELETE FROM skill_former_names WHERE skill_id = $1 AND name <> ALL ($2::text[])';
const ADD = 'INSERT INTO skill_former_names (name, skill_id) SELECT unnest($2::text[]), $1 ON CONFLICT (name) DO NOTHING';

/** Blocks changes of skills by other transactions until this one ends, after the table of assignments and before any row of a skill. */
export async function blockOtherNames(transaction: Transaction): Promise<void> {
  await transaction.query(BLOCK_SKILLS);
}

/**
 * Replaces the aliases of a skill, including its former names. The database rejects the name of a skill (`skill_former_names.sql`).
 *
 * @throws CONFLICT for an alias of another skill, and for the name of a skill
 */
export async function replaceAliases(transaction: Transaction, id: number, aliases: readonly string[]): Promise<void> {
  const names = [...new Set(aliases)];
  if ((await transaction.query(TAKEN, [id, names])).length > 0)
    throw new DomainError(
      'CONFLICT',
      'This is a former name of another skill, and files may still use it for that skill. Choose another name.',
    );
  await transaction.query(REMOVE, [id, names]);
  await transaction.query(ADD, [id, names]);
}
