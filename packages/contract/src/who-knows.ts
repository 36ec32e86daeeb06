import { MOST_SKILLS_TOGETHER } from '@skilltrace/domain/limits';
import { z } from 'zod';
import { fieldProblem } from './field-reasons.ts';
import { booleanParameter, idParameter, timestamp, timestampOut } from './fields.ts';
import { page, pageQuery } from './page.ts';
import { proficiencyLevel } from './profiles.ts';

const count = z.int().nonnegative();

export const whoKnowsQuery = z.strictObject({
  skillId: z
    .preprocess(
      (value) => (typeof value === 'string' ? [value] : value),
      z
        .array(idParameter)
        .min(1)
        .max(MOST_SKILLS_TOGETHER, fieldProblem('must be at most {max} ids', { max: MOST_SKILLS_TOGETHER }).message),
    )
    .describe(`1 to ${MOST_SKILLS_TOGETHER} skills`),
  match: z.enum(['all', 'any']).optional().describe('whether a person must know all of the skills (default) or any of them'),
  minimumLevel: proficiencyLevel.optional().describe('the validated level in the skill is at least this one'),
  evidenceSince: timestamp
    .optional()
    .describe('the person has a signal in the skill since this time; the answer then counts only signals since this time'),
  projectId: idParameter.optional().describe('people with an active assignment on this project'),
  isAvailable: booleanParameter.optional().describe('true: people without an active assignment; false: people with one'),
  asOf: timestamp.optional().describe('reads both ledgers and the assignments as they were at this time, which must be in the past'),
  ...pageQuery,
});
export type WhoKnowsQuery = z.infer<typeof whoKnowsQuery>;

export const knownSkill = z
  .object({
    skillId: z.int(),
    name: z.string(),
    proficiencyLevel: proficiencyLevel.nullable().describe('the validated level'),
    lastValidatedAt: timestampOut.nullable(),
    isStale: z.boolean().describe('the skill is in the Core Stack, is active, and was validated too long ago'),
    signals: count.nullable().describe('since `evidenceSince`, or all; null if the person shares only validated levels'),
    lastSignalAt: timestampOut.nullable().describe('of all signals'),
    evidence: z
      .array(z.object({ projectId: z.int(), projectName: z.string(), signals: z.int().positive(), lastSignalAt: timestampOut }))
      .describe('the counted signals by project, latest first: only projects on which the caller may see the work of this person'),
  })
  .meta({ id: 'KnownSkill' });
export type KnownSkill = z.infer<typeof knownSkill>;

export const knowledgeablePerson = z
  .object({
    profileId: z.int(),
    name: z.string(),
    title: z.string().nullable(),
    isAvailable: z.boolean().describe('without an active assignment'),
    currentProjects: z.array(z.object({ projectId: z.int(), name: z.string(), role: z.string() })),
    recentAt: timestampOut.describe('the latest signal or validation in the requested skills that the caller may see'),
    skills: z.array(knownSkill).describe('the requested skills with a signal or a validated level, in the requested order'),
  })
  .meta({ id: 'KnowledgeablePerson' });
export type KnowledgeablePerson = z.infer<typeof knowledgeablePerson>;
export const knowledgeablePersonPage = page(knowledgeablePerson);
