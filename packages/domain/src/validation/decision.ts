import { fillIn } from '../text/fill-in.ts';
import { PROFICIENCY_LEVELS, proficiencyLevelOf, type ProficiencyLevel } from './proficiency.ts';
import type { SuggestionSource, SuggestionStatus } from './suggestion.ts';

export const DECISION_ACTIONS = ['APPROVE', 'ADJUST_LEVEL', 'REJECT'] as const;
export type DecisionAction = (typeof DECISION_ACTIONS)[number];

/** Why one decision of a batch was not carried out. Clients branch on it; it never changes its meaning. */
export const DECISION_ERROR_CODES = [
  'NOT_FOUND',
  'UNAUTHORIZED',
  'ALREADY_PROCESSED',
  'MISSING_PROFICIENCY',
  'INVALID_PROFICIENCY',
] as const;
export type DecisionErrorCode = (typeof DECISION_ERROR_CODES)[number];

/** The same, more exactly: one for each sentence, except for those about an earlier decision, which the parameters describe. */
export const DECISION_REASONS = {
  no_suggestion: 'This suggestion does not exist.',
  own_skills: 'Nobody decides about their own skills.',
  behind_credentials: 'This person created the token or set the password that you use, and cannot be decided about with it.',
  not_their_lead: 'Only Tech Leads of an active project that this person is on, and admins, may decide this.',
  no_level: 'Say which level it is adjusted to: {levels}.',
  unknown_level: 'The level must be one of {levels}.',
} as const;
export type DecisionReason = keyof typeof DECISION_REASONS;

/** The person who decides. */
export interface Decider {
  profileId: number;
  isAdmin: boolean;
  /** Other people who know the token or the password that this person uses. */
  behindIds?: readonly number[];
}

/** What a decision is made on. Times are ISO 8601 in UTC. */
export interface SuggestionToDecide {
  profileId: number;
  status: SuggestionStatus;
  source: SuggestionSource;
  suggestedProficiency: ProficiencyLevel;
  resolvedAt: string | null;
  resolvedBy: { id: number; name: string } | null;
  resolvedProficiency: ProficiencyLevel | null;
  /** Whether the decider is Tech Lead of an active project that the person is actively on. */
  leadsThem: boolean;
}

/**
 * What becomes of a suggestion: a level is confirmed; it is rejected, which may take back what is validated; or it stays
 * as it is.
 */
export type Verdict =
  | { status: 'APPROVED' | 'ADJUSTED'; level: ProficiencyLevel; withdraws: false }
  | { status: 'REJECTED'; level: null; withdraws: boolean }
  | ({ status: 'REFUSED' } & Refusal);

/** Why a suggestion stays as it is, with a sentence for the person who decided. */
export interface Refusal {
  code: DecisionErrorCode;
  /** Undefined for an earlier decision. */
  reason?: DecisionReason;
  message: string;
  /** The values in the sentence, so that no client has to parse it. */
  params: Record<string, string | boolean | string[]>;
  /** Of what was decided already: when. */
  resolvedAt?: string;
}

export const NO_SUCH_SUGGESTION: Refusal = refusal('NOT_FOUND', 'no_suggestion');

/**
 * Decides one suggestion of a batch. Nobody decides about themselves, admins included, nor through a token or a password that
 * they gave to another person. A decider without the right to decide learns nothing else about the suggestion. Rejecting a
 * self-report leaves what is validated; rejecting a flag of the nightly job says that the skill no longer holds, and withdraws it.
 *
 * @param adjustedProficiency any text: a wrong level is an error of this one decision
 */
export function decideSuggestion(
  decider: Decider,
  suggestion: SuggestionToDecide,
  { action, adjustedProficiency }: { action: DecisionAction; adjustedProficiency?: string | null },
): Verdict {
  if (suggestion.profileId === decider.profileId) return refused('UNAUTHORIZED', 'own_skills');
  if (decider.behindIds?.includes(suggestion.profileId)) return refused('UNAUTHORIZED', 'behind_credentials');
  if (!decider.isAdmin && !suggestion.leadsThem) return refused('UNAUTHORIZED', 'not_their_lead');
  if (suggestion.status !== 'PENDING') return alreadyProcessed(decider, suggestion);
  switch (action) {
    case 'APPROVE':
      return { status: 'APPROVED', level: suggestion.suggestedProficiency, withdraws: false };
    case 'REJECT':
      return { status: 'REJECTED', level: null, withdraws: suggestion.source === 'SYSTEM_FLAG' };
    case 'ADJUST_LEVEL':
      return adjusted(adjustedProficiency);
  }
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

/** The earlier decision: `Lena Ortiz approved this as ADVANCED on 2026-01-31 at 09:00 UTC.` */
function decisionInWords(decider: Decider, { status, resolvedBy, resolvedAt, resolvedProficiency }: SuggestionToDecide): string {
  const who = resolvedBy?.id === decider.profileId ? 'You' : (resolvedBy?.name ?? 'Somebody');
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
