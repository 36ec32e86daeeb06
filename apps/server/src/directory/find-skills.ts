import type { Transaction } from '../platform/database/connection.js';
import type { DirectoryRun } from './directory-run.js';

export interface Skill {
  id: number;
  /** The current name. May differ from the name that was looked up. */
  name: string;
  category: string;
  isActive: boolean;
}

// A name is either current or former, never both.
const FIND = `
  SELECT s.skill_name AS wanted, s.id, s.skill_name AS name, s.category, s.is_active AS "isActive"
    FROM skills s WHERE s.skill_name = ANY ($1::text[])
  UNION ALL
  SELECT f.name, s.id, s.skill_name, s.category, s.is_active
    FROM skill_former_names f JOIN skills s ON s.id = f.skill_id WHERE f.name = ANY ($1::text[])`;

/** Finds skills by exact current or former name, and notes former names for the report. */
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
