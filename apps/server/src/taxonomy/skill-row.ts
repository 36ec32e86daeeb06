import type { Skill } from '@skilltrace/contract';
import type { Skill as SkillRow } from '../generated/prisma/client.js';

/** The columns of a skill as the contract shows them. */
export const SKILL_COLUMNS = 'id, skill_name AS name, category, is_active AS "isActive"';

/** A skill as the contract shows it, from Prisma's row. */
export function toSkill({ id, name, category, isActive }: SkillRow): Skill {
  return { id: Number(id), name, category, isActive };
}
