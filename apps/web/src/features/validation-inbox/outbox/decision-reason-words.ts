import { t } from '@lingui/core/macro';
import type { DecisionReason } from '@skilltrace/domain/validation/decision';
import { PROFICIENCY_LEVELS } from '@skilltrace/domain/validation/proficiency';
import { levelName } from '#lib/format/names-of-values.ts';
import { listInWords } from '#lib/format/list-in-words.ts';

const levels = () => listInWords(PROFICIENCY_LEVELS.map(levelName));

const words: Readonly<Record<DecisionReason, () => string>> = {
  no_suggestion: () => t`This suggestion does not exist.`,
  own_skills: () => t`You cannot decide about your own skills.`,
  behind_credentials: () =>
    t`This person created the token or set the password that you are using, so you cannot decide about this person with it.`,
  not_their_lead: () => t`Only admins and the Tech Leads of this person’s active projects can decide this.`,
  no_level: () => {
    const names = levels();
    return t`An adjustment needs a level: ${names}.`;
  },
  unknown_level: () => {
    const names = levels();
    return t`The level must be one of these: ${names}.`;
  },
  no_comment: () => t`Withdrawing a confirmed level needs a comment for the person.`,
};

/** Why the server rejected a decision, in the language of the browser; undefined for a reason that this version does not know. */
export const decisionReasonInWords = (reason = ''): string | undefined =>
  Object.hasOwn(words, reason) ? words[reason as DecisionReason]() : undefined;
