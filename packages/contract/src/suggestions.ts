import { SUGGESTION_STATUSES } from '@skilltrace/domain/validation/suggestion';
import { z } from 'zod';
import { booleanParameter, id, timestamp, timestampOut } from './fields.ts';
import { page, pageQuery } from './page.ts';
import { proficiencyLevel, suggestionSource } from './profiles.ts';

export const suggestionStatus = z.enum(SUGGESTION_STATUSES).meta({ id: 'SuggestionStatus' });
export type SuggestionStatus = z.infer<typeof suggestionStatus>;

/** A suggestion, as shown to the suggested person. */
export const suggestion = z
  .object({
    id: z.int(),
    profileId: z.int(),
    skillId: z.int(),
    skillName: z.string(),
    category: z.string(),
    source: suggestionSource,
    suggestedProficiency: proficiencyLevel,
    status: suggestionStatus,
    createdAt: timestampOut,
    resolvedAt: timestampOut.nullable(),
    resolvedBy: z.object({ id: z.int(), name: z.string() }).nullable(),
    resolvedProficiency: proficiencyLevel.nullable().describe('the confirmed level; for a rejected re-validation, the withdrawn level'),
    comment: z.string().nullable().describe('what the person who decided wrote'),
    restoredAt: timestampOut.nullable().describe('when the withdrawn level was restored'),
  })
  .meta({ id: 'Suggestion' });
export type Suggestion = z.infer<typeof suggestion>;
export const suggestionPage = page(suggestion);

export const reportSkillBody = z.strictObject({ skillId: id, suggestedProficiency: proficiencyLevel });
export type ReportSkillBody = z.infer<typeof reportSkillBody>;

export const listSuggestionsQuery = z.strictObject({
  status: suggestionStatus.optional(),
  isSeen: booleanParameter
    .optional()
    .describe(
      'false: only decisions after the time of the last POST /api/suggestions/seen, or of the last 30 days; true: only earlier ones',
    ),
  ...pageQuery,
});
export type ListSuggestionsQuery = z.infer<typeof listSuggestionsQuery>;

export const seeDecisionsBody = z.strictObject({ until: timestamp.describe('the time of the newest decision that the person has seen') });
export type SeeDecisionsBody = z.infer<typeof seeDecisionsBody>;
