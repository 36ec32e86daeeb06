import type { ReadDatabase } from '../platform/database/read-database.js';
import { notFound } from '../platform/errors/domain-error.js';

const SKILL_EXISTS = { name: 'skill_exists', text: 'SELECT FROM skills WHERE id = $1' };

/** Rejects an unknown skill (NOT_FOUND), because an empty list would suggest that no one uses it. */
export async function requireSkill(access: ReadDatabase, skillId: number): Promise<void> {
  if ((await access.query(SKILL_EXISTS, [skillId])).length === 0) throw notFound('skill');
}
