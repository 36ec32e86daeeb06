import { EVIDENCE_WEEKS, LONGEST_COMMENT, MOST_DECISIONS, MOST_RECENT_SIGNALS } from '@skilltrace/domain/limits';
import { SIGNAL_TYPES } from '@skilltrace/domain/signals/signal';
import { DECISION_ACTIONS, DECISION_ERROR_CODES } from '@skilltrace/domain/validation/decision';
import { PROFICIENCY_LEVELS } from '@skilltrace/domain/validation/proficiency';
import { z } from 'zod';
import { problemParams } from './problem.ts';
import { booleanParameter, id, text, timestampOut } from './fields.ts';
import { page, pageQuery } from './page.ts';
import { importedValidation, proficiencyLevel, suggestionSource } from './profiles.ts';
import { suggestionStatus } from './suggestions.ts';

/** The evidence for a suggestion: the signals of this person for this skill. */
export const evidence = z
  .object({
    signalsSinceValidation: z.int().describe('all signals if the skill was never validated'),
    signals: z.int(),
    lastSignalAt: timestampOut.nullable(),
    weekly: z.array(z.int()).length(EVIDENCE_WEEKS).describe('signals per span of seven days, counted back from now, oldest first'),
    recent: z
      .array(
        z.object({
          sourceType: z.enum(['project', 'update']),
          sourceId: z.int(),
          signalType: z.enum(SIGNAL_TYPES),
          projectId: z.int(),
          projectName: z.string(),
          excerpt: z
            .string()
            .nullable()
            .describe('the beginning of the update; null for joining and completing, and for projects whose work the caller may not see'),
          createdAt: timestampOut,
        }),
      )
      .max(MOST_RECENT_SIGNALS)
      .describe('newest first'),
  })
  .meta({ id: 'Evidence' });
export type Evidence = z.infer<typeof evidence>;

export const inboxSuggestion = z
  .object({
    id: z.int(),
    skillId: z.int(),
    skillName: z.string(),
    category: z.string(),
    source: suggestionSource,
    suggestedProficiency: proficiencyLevel,
    currentProficiency: proficiencyLevel.nullable().describe('null if the skill is not validated'),
    lastValidatedAt: timestampOut.nullable(),
    lastValidatedBy: z
      .object({ id: z.int(), name: z.string() })
      .nullable()
      .describe('who decided in Skilltrace; null for an import, or without a validation'),
    imported: importedValidation,
    createdAt: timestampOut,
    evidence,
  })
  .meta({ id: 'InboxSuggestion' });
export type InboxSuggestion = z.infer<typeof inboxSuggestion>;

export const inboxEmployee = z
  .object({
    profileId: z.int(),
    name: z.string(),
    avatarUrl: z.string().nullable(),
    role: z.string().nullable().describe('role on the project; null if the person has no assignment on it'),
    pendingSuggestionsCount: z.int(),
    suggestions: z.array(inboxSuggestion).describe('sorted by the name of the skill'),
  })
  .meta({ id: 'InboxEmployee' });
export type InboxEmployee = z.infer<typeof inboxEmployee>;

export const validationInbox = z
  .object({
    projects: z
      .array(
        z.object({
          projectId: z.int(),
          projectName: z.string(),
          pendingSuggestionsCount: z.int(),
          employees: z.array(inboxEmployee).describe('sorted by name'),
        }),
      )
      .describe('projects with pending suggestions, sorted by name'),
    unassigned: z.array(inboxEmployee).describe('for admins: people whose suggestions are in no Tech Lead’s inbox'),
  })
  .meta({ id: 'ValidationInbox' });
export type ValidationInbox = z.infer<typeof validationInbox>;

export const decisionAction = z.enum(DECISION_ACTIONS).meta({ id: 'DecisionAction' });
export type DecisionAction = z.infer<typeof decisionAction>;

export const decision = z
  .strictObject({
    suggestionId: id,
    action: decisionAction,
    // Any text, because an invalid level is an error of only this decision. The other decisions of the batch are processed.
    adjustedProficiency: text(0, 100)
      .nullable()
      .optional()
      .describe(`with ADJUST_LEVEL: one of ${PROFICIENCY_LEVELS.join(', ')}; ignored for other actions`),
    comment: text(0, LONGEST_COMMENT)
      .nullable()
      .optional()
      .describe('for the person; required to reject the re-validation of a confirmed level, which withdraws the level'),
  })
  .meta({ id: 'Decision' });
export type Decision = z.infer<typeof decision>;

export const resolveSuggestionsBody = z.strictObject({ decisions: z.array(decision).min(1).max(MOST_DECISIONS) });
export type ResolveSuggestionsBody = z.infer<typeof resolveSuggestionsBody>;

/** Why one decision of a batch was rejected. Clients depend on these codes, so their meaning never changes. */
export const decisionErrorCode = z.enum(DECISION_ERROR_CODES).meta({ id: 'DecisionErrorCode' });
export type DecisionErrorCode = z.infer<typeof decisionErrorCode>;

export const resolveSuggestionsResult = z
  .object({
    success: z.boolean().describe('whether every decision was carried out'),
    processed: z.array(
      z.object({
        suggestionId: z.int(),
        action: decisionAction,
        employeeName: z.string(),
        skillName: z.string(),
        proficiencyLevel: proficiencyLevel.nullable().describe('the level that is validated now; null after a rejection'),
      }),
    ),
    errors: z.array(
      z.object({
        suggestionId: z.int(),
        code: decisionErrorCode,
        reason: z.string().optional().describe('more precise than `code`: the name of the sentence; not set with ALREADY_PROCESSED'),
        message: z.string().describe('for people; times are in UTC'),
        params: problemParams,
        resolvedAt: timestampOut.optional().describe('with ALREADY_PROCESSED: the time of the decision'),
      }),
    ),
  })
  .meta({ id: 'ResolveSuggestionsResult' });
export type ResolveSuggestionsResult = z.infer<typeof resolveSuggestionsResult>;

/** A decision, as shown to the person who made it, and a withdrawal, as shown to admins. */
export const madeDecision = z
  .object({
    suggestionId: z.int(),
    profileId: z.int(),
    name: z.string(),
    skillId: z.int(),
    skillName: z.string(),
    source: suggestionSource,
    status: suggestionStatus,
    suggestedProficiency: proficiencyLevel,
    resolvedProficiency: proficiencyLevel.nullable().describe('the confirmed level; for a rejected re-validation, the withdrawn level'),
    resolvedAt: timestampOut,
    resolvedBy: z.object({ id: z.int(), name: z.string() }),
    comment: z.string().nullable(),
    restoredAt: timestampOut.nullable().describe('when the withdrawn level was restored'),
    mayRestore: z.boolean().describe('whether the caller can restore the withdrawn level'),
  })
  .meta({ id: 'MadeDecision' });
export type MadeDecision = z.infer<typeof madeDecision>;
export const madeDecisionPage = page(madeDecision);

export const listDecisionsQuery = z.strictObject({
  isRestorable: booleanParameter
    .optional()
    .describe('true: only decisions whose withdrawn level the caller can restore; for admins, also those that others made'),
  ...pageQuery,
});
export type ListDecisionsQuery = z.infer<typeof listDecisionsQuery>;

export const restoredLevel = z
  .object({
    suggestionId: z.int(),
    profileId: z.int(),
    skillId: z.int(),
    proficiencyLevel,
    lastValidatedAt: timestampOut.describe('the time of the validation that was withdrawn'),
    restoredAt: timestampOut,
  })
  .meta({ id: 'RestoredLevel' });
export type RestoredLevel = z.infer<typeof restoredLevel>;
