import { proficiencyLevel, type Decision, type DecisionErrorCode, type ProficiencyLevel, type Suggestion } from '@skilltrace/contract';
import { peopleBehind, type Caller } from '../platform/auth/caller.js';

/** What a decision is made on. Times are ISO 8601 in UTC. */
export type SuggestionToDecide = Pick<
  Suggestion,
  'profileId' | 'status' | 'source' | 'suggestedProficiency' | 'resolvedAt' | 'resolvedBy' | 'resolvedProficiency'
> & {
  /** Whether the caller is Tech Lead of an active project that the person is actively on. */
  leadsThem: boolean;
};

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
  message: string;
  /** Of what was decided already: when. */
  resolvedAt?: string;
}

export const NO_SUCH_SUGGESTION: Refusal = { code: 'NOT_FOUND', message: 'There is no such suggestion.' };

/**
 * Decides one suggestion of a batch. Nobody decides about themselves, admins included, nor through a token or a password that
 * they gave to another person. A caller who may not decide is told nothing
 * else of the suggestion. Rejecting a self-report leaves what is validated; rejecting a flag of the nightly job says that
 * the skill no longer holds, and withdraws it.
 */
export function decideSuggestion(
  caller: Pick<Caller, 'profileId' | 'isAdmin' | 'behindIds'>,
  suggestion: SuggestionToDecide,
  { action, adjustedProficiency }: Pick<Decision, 'action' | 'adjustedProficiency'>,
): Verdict {
  if (suggestion.profileId === caller.profileId) return refused('UNAUTHORIZED', 'Nobody decides about their own skills.');
  if (peopleBehind(caller).includes(suggestion.profileId))
    return refused('UNAUTHORIZED', 'This person created the token or set the password that you use, and cannot be decided about with it.');
  if (!caller.isAdmin && !suggestion.leadsThem)
    return refused('UNAUTHORIZED', 'Only Tech Leads of an active project that this person is on, and admins, may decide this.');
  if (suggestion.status !== 'PENDING') return alreadyProcessed(caller, suggestion);
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
  const levels = proficiencyLevel.options;
  if (wanted === undefined || wanted === null || wanted === '')
    return refused('MISSING_PROFICIENCY', `Say which level it is adjusted to: ${levels.join(', ')}.`);
  const level = levels.find((known) => known === wanted);
  return level
    ? { status: 'ADJUSTED', level, withdraws: false }
    : refused('INVALID_PROFICIENCY', `The level must be one of ${levels.join(', ')}.`);
}

function alreadyProcessed(caller: Pick<Caller, 'profileId'>, suggestion: SuggestionToDecide): Verdict {
  const { resolvedAt } = suggestion;
  return { ...refused('ALREADY_PROCESSED', whatStands(caller, suggestion)), ...(resolvedAt === null ? {} : { resolvedAt }) };
}

/** Who decided it, what and when: `Lena Ortiz approved this as ADVANCED on 2026-01-31 at 09:00 UTC.` */
function whatStands(
  caller: Pick<Caller, 'profileId'>,
  { status, resolvedBy, resolvedAt, resolvedProficiency }: SuggestionToDecide,
): string {
  const who = resolvedBy?.id === caller.profileId ? 'You' : (resolvedBy?.name ?? 'Somebody');
  const did =
    status === 'REJECTED' ? 'rejected this' : `${status === 'APPROVED' ? 'approved this as' : 'adjusted this to'} ${resolvedProficiency}`;
  return `${who} ${did} on ${resolvedAt?.slice(0, 10)} at ${resolvedAt?.slice(11, 16)} UTC.`;
}

function refused(code: DecisionErrorCode, message: string): Verdict {
  return { status: 'REFUSED', code, message };
}
