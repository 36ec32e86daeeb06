import type { Transaction } from '../platform/database/connection.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';

// A skill with the name of an alias could be added simultaneously: neither transaction would see the other.
const BLOCK_SKILLS = "SET LOCAL lock_timeout = '10s'; LOCK TABLE skills IN SHARE ROW EXCLUSIVE MODE";
const NAMED = `
  SELECT is_active AS "isActive", EXISTS (SELECT FROM skill_names n WHERE n.name = $2 AND n.skill_id = $1) AS "hasName" FROM skills WHERE id = $1`;
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
  await refuseAliasesOfOthers(transaction, id, names);
  await transaction.query(REMOVE, [id, names]);
  await transaction.query(ADD, [id, names]);
}

/**
 * Adds a name to the aliases of an active skill, unless the name already leads to it.
 *
 * @throws NOT_FOUND; SKILL_INACTIVE; CONFLICT for an alias of another skill, and for the name of one
 */
export async function addAlias(transaction: Transaction, id: number, name: string): Promise<void> {
  await blockOtherNames(transaction);
  const [skill] = await transaction.query<{ isActive: boolean; hasName: boolean }>(NAMED, [id, name]);
  if (!skill) throw notFound('skill');
  if (!skill.isActive) throw new DomainError('SKILL_INACTIVE', 'This skill is no longer active.');
  if (skill.hasName) return;
  await refuseAliasesOfOthers(transaction, id, [name]);
  await transaction.query(ADD, [id, [name]]);
}

async function refuseAliasesOfOthers(transaction: Transaction, id: number, names: readonly string[]): Promise<void> {
  if ((await transaction.query(TAKEN, [id, names])).length > 0)
    throw new DomainError(
      'CONFLICT',
      'This is a former name of another skill, and files may still use it for that skill. Choose another name.',
    );
}
