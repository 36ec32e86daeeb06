import type { Skill } from '@skilltrace/contract';
import type { Skill as SkillRow } from '../generated/prisma/client.js';

/** The columns of a skill in the format of the contract. */
export const SKILL_COLUMNS = 'id, skill_name AS name, category, is_active AS "isActive"';

/** Converts a Prisma row to a skill of the contract. */
export function toSkill({ id, name, category, isActive }: SkillRow): Skill {
  return { id: Number(id), name, category, isActive };
}
