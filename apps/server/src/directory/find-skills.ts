import type { Transaction } from '../platform/database/connection.js';
import type { DirectoryRun } from './directory-run.js';

export interface Skill {
  id: number;
  /** The current name. May differ from the name that was looked up. */
  name: string;
  category: string;
  isActive: boolean;
  /** Whether the name that was looked up belongs to a skill that was merged into this one. */
  isMerged: boolean;
}

const FIND = `
  SELECT n.name AS wanted, n.is_merged AS "isMerged", s.id, s.skill_name AS name, s.category, s.is_active AS "isActive"
    FROM skill_names n JOIN skills s ON s.id = n.skill_id WHERE n.name = ANY ($1::text[])`;

/** Finds skills by exact current or former name, or by a name of a skill that was merged into them. Notes other names for the report. */
export async function findSkills({ transaction, renamed }: DirectoryRun, names: Iterable<string>): Promise<Map<string, Skill>> {
  const skills = await findSkillsByAnyName(transaction, names);
  for (const [wanted, { name }] of skills) if (wanted !== name) renamed.set(wanted, name);
  return skills;
}

/** Like `findSkills`, for names that do not come from the file. */
export async function findSkillsByAnyName(transaction: Transaction, names: Iterable<string>): Promise<Map<string, Skill>> {
  const rows = await transaction.query<Skill & { wanted: string }>(FIND, [[...new Set(names)]]);
  return new Map(rows.map(({ wanted, ...skill }) => [wanted, skill]));
}
