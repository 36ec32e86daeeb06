import type { DirectorySkill } from '@skilltrace/contract';
import type { DirectoryRun } from './directory-run.js';
import { findSkills, type Skill } from './find-skills.js';
import type { Entry } from './section-tally.js';

const INSERT = `
  INSERT INTO skills (skill_name, category, is_active)
  SELECT name, category, coalesce("isActive", true) FROM jsonb_to_recordset($1::jsonb) AS r(name text, category text, "isActive" boolean)`;
// Does not write omitted fields, because they may have been changed concurrently.
const UPDATE = `
  UPDATE skills s SET category = r.category, is_active = coalesce(r."isActive", s.is_active), updated_at = date_trunc('milliseconds', now())
    FROM jsonb_to_recordset($1::jsonb) AS r(id bigint, category text, "isActive" boolean) WHERE s.id = r.id`;

/**
 * Imports skills by name. An entry with a former name changes the renamed skill, which keeps its current name. An entry with a name of
 * a merged skill changes nothing, because it does not describe the skill that remains.
 */
export async function syncSkills(run: DirectoryRun, entries: readonly Entry<DirectorySkill>[]): Promise<void> {
  const { transaction } = run;
  const tally = run.tally.skills;
  const known = await findSkills(
    run,
    entries.map(({ fields }) => fields.name),
  );
  const unmerged = entries.filter(({ fields }) => !known.get(fields.name)?.isMerged);
  tally.unchanged += entries.length - unmerged.length;
  const named = unmerged.map(({ index, fields }) => ({ index, fields: { ...fields, name: known.get(fields.name)?.name ?? fields.name } }));
  const created: DirectorySkill[] = [];
  const updated: (Pick<DirectorySkill, 'category' | 'isActive'> & Pick<Skill, 'id'>)[] = [];
  const skills = new Map([...known.values()].map((skill) => [skill.name, skill]));
  for (const { fields } of tally.consistent(named, ({ name }) => name, 'skill')) {
    const before = skills.get(fields.name);
    if (!before) created.push(fields);
    else if (before.category !== fields.category || before.isActive !== (fields.isActive ?? before.isActive))
      updated.push({ id: before.id, category: fields.category, isActive: fields.isActive });
    else tally.unchanged += 1;
  }
  if (created.length > 0) await transaction.query(INSERT, [JSON.stringify(created)]);
  if (updated.length > 0) await transaction.query(UPDATE, [JSON.stringify(updated)]);
  tally.created += created.length;
  tally.updated += updated.length;
}
