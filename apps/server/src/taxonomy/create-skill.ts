import type { CreateSkillBody, Skill } from '@skilltrace/contract';
import { changeInTurn } from '../platform/database/change-in-turn.js';
import type { Connection } from '../platform/database/connection.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { SKILL_COLUMNS } from './skill-row.js';

const INSERT = `
  INSERT INTO skills (skill_name, category, description) VALUES ($1, $2, $3) ON CONFLICT (skill_name) DO NOTHING RETURNING ${SKILL_COLUMNS}`;

export const nameTaken = () => new DomainError('CONFLICT', 'A skill with this name already exists.');

/**
 * Adds an active skill to the taxonomy. Names are case-sensitive.
 *
 * @throws CONFLICT for a taken name and for a former name of another skill, because files may still use it for that skill
 */
export async function createSkill(connection: Connection, { name, category, description }: CreateSkillBody): Promise<Skill> {
  const [row] = await connection.transaction(async (transaction) => {
    await changeInTurn(transaction);
    return transaction.query<Omit<Skill, 'aliases' | 'mergedInto'>>(INSERT, [name, category, description ?? null]);
  });
  if (!row) throw nameTaken();
  return { ...row, aliases: [], mergedInto: null };
}
