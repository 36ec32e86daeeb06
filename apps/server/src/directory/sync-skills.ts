import type { DirectorySkill } from '@skilltrace/contract';
import type { Transaction } from '../platform/database/connection.js';
import type { SectionTally } from './section-tally.js';

interface SkillRow {
  name: string;
  category: string;
  isActive: boolean;
}

const STANDING = 'SELECT skill_name AS name, category, is_active AS "isActive" FROM skills WHERE skill_name = ANY ($1::text[])';
const INSERT = `
  INSERT INTO skills (skill_name, category, is_active)
  SELECT name, category, "isActive" FROM jsonb_to_recordset($1::jsonb) AS r(name text, category text, "isActive" boolean)`;
// What an entry leaves out is not written at all: somebody may have changed it since it was looked up.
const UPDATE = `
  UPDATE skills s SET category = r.category, is_active = coalesce(r."isActive", s.is_active), updated_at = date_trunc('milliseconds', now())
    FROM jsonb_to_recordset($1::jsonb) AS r(name text, category text, "isActive" boolean) WHERE s.skill_name = r.name`;

/** Brings the taxonomy in line, by name. */
export async function syncSkills(transaction: Transaction, entries: readonly DirectorySkill[], tally: SectionTally): Promise<void> {
  const rows = await transaction.query<SkillRow & Record<string, unknown>>(STANDING, [entries.map((entry) => entry.name)]);
  const standing = new Map<string, SkillRow>(rows.map((row) => [row.name, row]));
  const created: SkillRow[] = [];
  const updated: DirectorySkill[] = [];
  for (const { entry } of tally.distinct(entries, ({ name }) => name)) {
    const before = standing.get(entry.name);
    const after: SkillRow = { name: entry.name, category: entry.category, isActive: entry.isActive ?? before?.isActive ?? true };
    if (!before) created.push(after);
    else if (before.category !== after.category || before.isActive !== after.isActive) updated.push(entry);
    else tally.unchanged += 1;
  }
  if (created.length > 0) await transaction.query(INSERT, [JSON.stringify(created)]);
  if (updated.length > 0) await transaction.query(UPDATE, [JSON.stringify(updated)]);
  tally.created = created.length;
  tally.updated = updated.length;
}
