import { LONGEST_SKILL_DESCRIPTION, MOST_ALIASES } from '@skilltrace/domain/limits';
import { z } from 'zod';
import { booleanParameter, id, idParameter, line, searchText } from './fields.ts';
import { nameOrder, page, pageQuery } from './page.ts';

/** A skill in the taxonomy. Tags of assignments match its name exactly, including case. */
export const skill = z
  .object({
    id: z.int(),
    name: z.string(),
    category: z.string(),
    isActive: z.boolean(),
    description: z.string().nullable().describe('what the skill means, in one line'),
    aliases: z.array(z.string()).describe('former and other names, by which imports and searches find the skill'),
    mergedInto: z
      .object({ id: z.int(), name: z.string() })
      .nullable()
      .describe('the skill that this one was merged into: imports and searches find that one by the names of this one'),
  })
  .meta({ id: 'Skill' });
export type Skill = z.infer<typeof skill>;

const description = line(LONGEST_SKILL_DESCRIPTION);

export const createSkillBody = z.strictObject({ name: line(), category: line(), description: description.optional() });
export type CreateSkillBody = z.infer<typeof createSkillBody>;

export const updateSkillBody = z.strictObject({
  name: line().optional().describe('also renames the tag in every active assignment; imports still accept the former name'),
  category: line().optional(),
  description: description.nullable().optional(),
  aliases: z
    .array(line())
    .max(MOST_ALIASES)
    .optional()
    .describe(
      'replaces all aliases. Imports no longer find the skill by a name that is left out. A new name keeps the previous one as an alias',
    ),
  isActive: z
    .boolean()
    .optional()
    .describe(
      'an inactive skill can no longer be suggested and never becomes stale. Reactivating a merged skill ends the merge, and moves nothing back',
    ),
});
export type UpdateSkillBody = z.infer<typeof updateSkillBody>;

export const listSkillsQuery = z.strictObject({
  search: searchText.optional().describe('part of the name, ignoring case and accents'),
  order: nameOrder.optional(),
  category: searchText.optional().describe('the exact category'),
  isActive: booleanParameter.optional(),
  ...pageQuery,
});
export type ListSkillsQuery = z.infer<typeof listSkillsQuery>;
/** A skill in a list. Only admins see how much it is used. */
export const skillItem = skill
  .extend({
    projectsDeclaring: z.int().optional().describe('only for admins: active projects that declare it'),
    peopleValidated: z.int().optional().describe('only for admins: people with a validated level'),
  })
  .meta({ id: 'SkillItem' });
export type SkillItem = z.infer<typeof skillItem>;
export const skillPage = page(skillItem);

/** The categories of skills, by name, with their numbers of skills. */
export const skillCategories = z
  .object({ items: z.array(z.object({ category: z.string(), active: z.int().nonnegative(), inactive: z.int().nonnegative() })) })
  .meta({ id: 'SkillCategories' });
export type SkillCategories = z.infer<typeof skillCategories>;

const count = z.int().nonnegative();
/** Where a skill is used. Shown before a skill is renamed or deactivated. */
export const skillUsage = z
  .object({
    skillId: z.int(),
    activeAssignmentsTagged: count.describe('open assignments with its exact name as a tag, which a rename changes'),
    projectsDeclaring: count.describe('active projects that declare it'),
    peopleValidated: count.describe('people with a validated level, including former members'),
    pendingSuggestions: count.describe('suggestions for it that wait for a decision'),
    signals: count.describe('signals of all people at any time, which never change'),
  })
  .meta({ id: 'SkillUsage' });
export type SkillUsage = z.infer<typeof skillUsage>;

const intoSkillId = 'the active skill that remains';
export const mergeSkillQuery = z.strictObject({ intoSkillId: idParameter.describe(intoSkillId) });
export const mergeSkillBody = z.strictObject({ intoSkillId: id.describe(intoSkillId) });
export type MergeSkillBody = z.infer<typeof mergeSkillBody>;

/** What merging a skill into another one changes. */
export const skillMerge = z
  .object({
    skillId: z.int(),
    intoSkillId: z.int(),
    projectsDeclaring: count.describe('projects of any status that declare the merged skill, and then the other one'),
    activeAssignmentsTagged: count.describe('open assignments with the name of the merged skill as a tag, which is renamed'),
    levelsMoved: count.describe('validated levels that move, with their time and validator'),
    levelsEnded: count.describe('validated levels that end and stay in the history, because a decision about the other skill stays'),
    suggestionsMoved: count.describe('pending suggestions that move'),
    suggestionsToDecide: count.describe('pending suggestions that must be decided before the merge'),
    signals: count.describe('signals that stay with the merged skill'),
  })
  .meta({ id: 'SkillMerge' });
export type SkillMerge = z.infer<typeof skillMerge>;
