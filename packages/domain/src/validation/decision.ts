import { isVisible } from '../text/characters.ts';
import { fillIn } from '../text/fill-in.ts';
import { PROFICIENCY_LEVELS, proficiencyLevelOf, type ProficiencyLevel } from './proficiency.ts';
import type { SuggestionSource, SuggestionStatus } from './suggestion.ts';

export const DECISION_ACTIONS = ['APPROVE', 'ADJUST_LEVEL', 'REJECT'] as const;
export type DecisionAction = (typeof DECISION_ACTIONS)[number];

/** Why one decision of a batch was rejected. Clients depend on these codes, so their meaning never changes. */
export const DECISION_ERROR_CODES = [
  'NOT_FOUND',
  'UNAUTHORIZED',
  'ALREADY_PROCESSED',
  'MISSING_PROFICIENCY',
  'INVALID_PROFICIENCY',
  'MISSING_COMMENT',
] as const;
export type DecisionErrorCode = (typeof DECISION_ERROR_CODES)[number];

/** The same, more exactly: one for each sentence, except for those about an earlier decision, which the parameters describe. */
export const DECISION_REASONS = {
  no_suggestion: 'This suggestion does not exist.',
  own_skills: 'You cannot decide about your own skills.',
  behind_credentials:
    'This person created the token or set the password that you are using, so you cannot decide about this person with it.',
  not_their_lead: 'Only admins and the Tech Leads of this person’s active projects can decide this.',
  no_level: 'An adjustment needs a level: {levels}.',
  unknown_level: 'The level must be one of {levels}.',
  no_comment: 'Withdrawing a confirmed level needs a comment for the person.',
} as const;
export type DecisionReason = keyof typeof DECISION_REASONS;

/** The person who decides. */
export interface Decider {
  profileId: number;
  isAdmin: boolean;
  /** Other people who know the token or the password of this person. */
  behindIds?: readonly number[];
}

/** The suggestion that a decision is about. Times are ISO 8601 in UTC. */
export interface SuggestionToDecide {
  profileId: number;
  status: SuggestionStatus;
  source: SuggestionSource;
  suggestedProficiency: ProficiencyLevel;
  resolvedAt: string | null;
  resolvedBy: { id: number; name: string } | null;
  resolvedProficiency: ProficiencyLevel | null;
  /** Whether the decider is the Tech Lead of an active project on which the person has an active assignment. */
  leadsThem: boolean;
  /** Whether the person has a confirmed level of the skill. */
  isValidated: boolean;
}

/**
 * The result of a decision: it confirms a level, it rejects the suggestion (which may withdraw a confirmed level), or it is
 * refused and changes nothing.
 */
export type Verdict =
  | { status: 'APPROVED' | 'ADJUSTED'; level: ProficiencyLevel; withdraws: false }
  | { status: 'REJECTED'; level: null; withdraws: boolean }
  | ({ status: 'REFUSED' } & Refusal);

/** Why a decision was refused, with a sentence for the decider. */
export interface Refusal {
  code: DecisionErrorCode;
  /** Undefined for an earlier decision. */
  reason?: DecisionReason;
  message: string;
  /** The values in the sentence, so that clients do not have to parse it. */
  params: Record<string, string | boolean | string[]>;
  /** The time of the earlier decision, if there was one. */
  resolvedAt?: string;
}

export const NO_SUCH_SUGGESTION: Refusal = refusal('NOT_FOUND', 'no_suggestion');

/**
 * Decides one suggestion of a batch. People cannot decide about themselves. This includes admins, and tokens and passwords
 * that they gave to other people. A decider without the right to decide learns nothing else about the suggestion. Rejecting
 * a self-report does not change the confirmed level. Rejecting a flag of the nightly job means that the level no longer
 * holds, and withdraws it: the person must learn why, so this needs a comment.
 *
 * @param adjustedProficiency any text; an invalid level is an error of this one decision
 */
export function decideSuggestion(
  decider: Decider,
  suggestion: SuggestionToDecide,
  { action, adjustedProficiency, comment }: { action: DecisionAction; adjustedProficiency?: string | null; comment?: string | null },
): Verdict {
  if (suggestion.profileId === decider.profileId) return refused('UNAUTHORIZED', 'own_skills');
  if (decider.behindIds?.includes(suggestion.profileId)) return refused('UNAUTHORIZED', 'behind_credentials');
  if (!decider.isAdmin && !suggestion.leadsThem) return refused('UNAUTHORIZED', 'not_their_lead');
  if (suggestion.status !== 'PENDING') return alreadyProcessed(decider, suggestion);
  switch (action) {
    case 'APPROVE':
      return { status: 'APPROVED', level: suggestion.suggestedProficiency, withdraws: false };
    case 'REJECT':
      return needsComment(suggestion) && commentIn(comment) === null
        ? refused('MISSING_COMMENT', 'no_comment')
        : { status: 'REJECTED', level: null, withdraws: suggestion.source === 'SYSTEM_FLAG' };
    case 'ADJUST_LEVEL':
      return adjusted(adjustedProficiency);
  }
}

/** Whether rejecting a suggestion needs a comment, because it withdraws a confirmed level. */
export function needsComment({ source, isValidated }: Pick<SuggestionToDecide, 'source' | 'isValidated'>): boolean {
  return source === 'SYSTEM_FLAG' && isValidated;
}

/** The comment in a text: without surrounding spaces, and null if there is nothing to read. */
export function commentIn(text: string | null | undefined): string | null {
  const comment = text?.trim() ?? '';
  return isVisible(comment) ? comment : null;
}

function adjusted(wanted: string | null | undefined): Verdict {
  if (wanted === undefined || wanted === null || wanted === '')
    return refused('MISSING_PROFICIENCY', 'no_level', { levels: [...PROFICIENCY_LEVELS] });
  const level = proficiencyLevelOf(wanted);
  return level
    ? { status: 'ADJUSTED', level, withdraws: false }
    : refused('INVALID_PROFICIENCY', 'unknown_level', { levels: [...PROFICIENCY_LEVELS] });
}

function alreadyProcessed(decider: Decider, suggestion: SuggestionToDecide): Verdict {
  const { status, resolvedAt, resolvedBy, resolvedProficiency } = suggestion;
  const params = {
    status,
    isOwnDecision: resolvedBy?.id === decider.profileId,
    ...(resolvedBy && { resolvedBy: resolvedBy.name }),
    ...(resolvedProficiency && { proficiencyLevel: resolvedProficiency }),
    ...(resolvedAt !== null && { resolvedAt }),
  };
  return {
    status: 'REFUSED',
    code: 'ALREADY_PROCESSED',
    message: decisionInWords(decider, suggestion),
    params,
    ...(resolvedAt === null ? {} : { resolvedAt }),
  };
}

/** Describes the earlier decision: `Lena Ortiz approved this as ADVANCED on 2026-01-31 at 09:00 UTC.` */
function decisionInWords(decider: Decider, { status, resolvedBy, resolvedAt, resolvedProficiency }: SuggestionToDecide): string {
  const who = resolvedBy?.id === decider.profileId ? 'You' : (resolvedBy?.name ?? 'Another person');
  const did =
    status === 'REJECTED' ? 'rejected this' : `${status === 'APPROVED' ? 'approved this as' : 'adjusted this to'} ${resolvedProficiency}`;
  return `${who} ${did} on ${resolvedAt?.slice(0, 10)} at ${resolvedAt?.slice(11, 16)} UTC.`;
}

function refusal(code: DecisionErrorCode, reason: DecisionReason, params: Refusal['params'] = {}): Refusal {
  return { code, reason, message: fillIn(DECISION_REASONS[reason], params), params };
}

function refused(...[code, reason, params]: Parameters<typeof refusal>): Verdict {
  return { status: 'REFUSED', ...refusal(code, reason, params) };
}
