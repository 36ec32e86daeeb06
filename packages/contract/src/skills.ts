import { z } from 'zod';
import { booleanParameter, line, searchText } from './fields.ts';
import { nameOrder, page, pageQuery } from './page.ts';

/** An entry of the taxonomy. The name is matched exactly, case and all, by the tags of assignments. */
export const skill = z
  .object({
    id: z.int(),
    name: z.string(),
    category: z.string(),
    isActive: z.boolean(),
  })
  .meta({ id: 'Skill' });
export type Skill = z.infer<typeof skill>;

export const createSkillBody = z.strictObject({ name: line(), category: line() });
export type CreateSkillBody = z.infer<typeof createSkillBody>;

export const updateSkillBody = z.strictObject({
  name: line().optional().describe('renames the tag in every active assignment as well; the former name stays an alias in imports'),
  category: line().optional(),
  isActive: z.boolean().optional().describe('an inactive skill can no longer be suggested and is never flagged as stale'),
});
export type UpdateSkillBody = z.infer<typeof updateSkillBody>;

export const listSkillsQuery = z.strictObject({
  search: searchText.optional().describe('a part of the name, in any case, with accents or without'),
  order: nameOrder.optional(),
  category: searchText.optional().describe('the exact category'),
  isActive: booleanParameter.optional(),
  ...pageQuery,
});
export type ListSkillsQuery = z.infer<typeof listSkillsQuery>;
export const skillPage = page(skill);

/** The categories that skills have, by name, with how many skills each holds. */
export const skillCategories = z
  .object({ items: z.array(z.object({ category: z.string(), active: z.int().nonnegative(), inactive: z.int().nonnegative() })) })
  .meta({ id: 'SkillCategories' });
export type SkillCategories = z.infer<typeof skillCategories>;

const count = z.int().nonnegative();
/** What hangs on a skill, so that renaming and deactivating can say beforehand what follows. */
export const skillUsage = z
  .object({
    skillId: z.int(),
    activeAssignmentsTagged: count.describe('assignments that have not ended and have its exact name as a tag, which renaming changes'),
    projectsDeclaring: count.describe('active projects that declare it'),
    peopleValidated: count.describe('people with a validated level, those who left included'),
    pendingSuggestions: count.describe('suggestions about it that wait for a decision'),
    formerNames: z.array(z.string()).describe('names that files may still use for it'),
    signals: count.describe('signals of everybody in all time, which nothing changes'),
  })
  .meta({ id: 'SkillUsage' });
export type SkillUsage = z.infer<typeof skillUsage>;
