import { LONGEST_COMMENT } from '@skilltrace/domain/limits';
import { SKILL_PROPOSAL_STATUSES } from '@skilltrace/domain/taxonomy/skill-proposal';
import { z } from 'zod';
import { issueOf } from './field-reasons.ts';
import { booleanParameter, id, idParameter, line, text, timestampOut } from './fields.ts';
import { page, pageQuery } from './page.ts';

export const skillProposalStatus = z.enum(SKILL_PROPOSAL_STATUSES).meta({ id: 'SkillProposalStatus' });
export type SkillProposalStatus = z.infer<typeof skillProposalStatus>;

/** A name that a person misses in the taxonomy, as shown to this person and to admins. */
export const skillProposal = z
  .object({
    id: z.int(),
    profileId: z.int(),
    profileName: z.string(),
    name: z.string().describe('the proposed name'),
    reason: z.string().nullable().describe('why the person proposes it'),
    status: skillProposalStatus,
    createdAt: timestampOut,
    answeredAt: timestampOut.nullable(),
    answeredBy: z.object({ id: z.int(), name: z.string() }).nullable(),
    skill: z
      .object({ id: z.int(), name: z.string() })
      .nullable()
      .describe('for an accepted proposal, the skill that was added, or that has the proposed name as an alias'),
    comment: z.string().nullable().describe('why an admin declined it'),
  })
  .meta({ id: 'SkillProposal' });
export type SkillProposal = z.infer<typeof skillProposal>;
export const skillProposalPage = page(skillProposal);

export const proposeSkillBody = z.strictObject({
  name: line().describe('not the name or an alias of an active skill'),
  reason: text(1, LONGEST_COMMENT).optional().describe('for the admins; only they and the caller see it'),
});
export type ProposeSkillBody = z.infer<typeof proposeSkillBody>;

export const listSkillProposalsQuery = z.strictObject({
  status: skillProposalStatus.optional(),
  profileId: idParameter.optional().describe('proposals of this person'),
  isSeen: booleanParameter
    .optional()
    .describe(
      'false: only proposals that were answered after the time of your last POST /api/suggestions/seen, or in the last 30 days; true: only those answered earlier',
    ),
  ...pageQuery,
});
export type ListSkillProposalsQuery = z.infer<typeof listSkillProposalsQuery>;

export const acceptSkillProposalBody = z
  .strictObject({
    category: line().optional().describe('adds a skill with the proposed name in this category'),
    skillId: id.optional().describe('records the proposed name as an alias of this active skill'),
  })
  .refine(({ category, skillId }) => (category === undefined) !== (skillId === undefined), issueOf('give either category or skillId'));
export type AcceptSkillProposalBody = z.infer<typeof acceptSkillProposalBody>;

export const declineSkillProposalBody = z.strictObject({ comment: text(1, LONGEST_COMMENT).describe('for the people who proposed it') });
export type DeclineSkillProposalBody = z.infer<typeof declineSkillProposalBody>;

/** All proposals of one name are answered together. */
export const answeredSkillProposal = z
  .object({
    proposal: skillProposal,
    answered: z.int().describe('number of waiting proposals of this name, by all people, that were answered'),
  })
  .meta({ id: 'AnsweredSkillProposal' });
export type AnsweredSkillProposal = z.infer<typeof answeredSkillProposal>;
