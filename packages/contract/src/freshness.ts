import { PROFICIENCY_LEVELS } from '@skilltrace/domain/validation/proficiency';
import { STALE_AFTER_DAYS } from '@skilltrace/domain/validation/staleness';
import { z } from 'zod';
import { idParameter, timestampOut } from './fields.ts';
import { page, pageQuery } from './page.ts';

/** The periods, in days, for which the API answers what goes stale. */
export const FRESHNESS_DAYS = ['30', '60', '90'] as const;

const count = z.int().nonnegative();
const ofLead = { leadId: idParameter.optional().describe('only projects of this Tech Lead') };

export const freshnessQuery = z.strictObject({
  days: z.enum(FRESHNESS_DAYS).optional().describe('includes what goes stale in this many days; without it, only what is stale already'),
  projectId: idParameter.optional().describe('only the Core Stack on this project'),
  ...ofLead,
  ...pageQuery,
});
export type FreshnessQuery = z.infer<typeof freshnessQuery>;

const techLead = z.object({ id: z.int(), name: z.string() }).nullable().describe('null if the Tech Lead has left');

export const agingSkill = z
  .object({
    profileId: z.int(),
    profileName: z.string(),
    skillId: z.int(),
    skillName: z.string(),
    proficiencyLevel: z.enum(PROFICIENCY_LEVELS),
    lastValidatedAt: timestampOut,
    freshUntil: timestampOut.describe(`${STALE_AFTER_DAYS} days after the validation; stale after this time`),
    isStale: z.boolean(),
    projects: z
      .array(z.object({ id: z.int(), name: z.string(), techLead }))
      .describe('the projects on which the skill is in the person’s Core Stack, by name; only those that match the filters'),
  })
  .meta({ id: 'AgingSkill' });
export type AgingSkill = z.infer<typeof agingSkill>;
export const agingSkillPage = page(agingSkill);

/** How many validated skills in the Core Stack are stale, and go stale in the next days. Each period includes the shorter ones, but not `stale`. */
export const coreStackAge = {
  coreStack: count.describe('validated levels in the Core Stack of the people on the project'),
  stale: count,
  within30Days: count.describe('not stale yet, but stale in 30 days unless a Tech Lead validates the level again'),
  within60Days: count,
  within90Days: count,
};

export const projectFreshnessQuery = z.strictObject({ ...ofLead, ...pageQuery });
export type ProjectFreshnessQuery = z.infer<typeof projectFreshnessQuery>;

export const projectFreshness = z
  .object({ projectId: z.int(), projectName: z.string(), techLead, ...coreStackAge })
  .meta({ id: 'ProjectFreshness' });
export type ProjectFreshness = z.infer<typeof projectFreshness>;
export const projectFreshnessPage = page(projectFreshness);
