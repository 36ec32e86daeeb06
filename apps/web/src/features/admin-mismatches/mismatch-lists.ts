import { t } from '@lingui/core/macro';
import type { SkillMismatches } from '@skilltrace/contract';
import { STALE_AFTER_DAYS } from '@skilltrace/domain/validation/staleness';

export type MismatchList = keyof SkillMismatches['totals'];

/** The loaded rows of each list. */
export type MismatchRows = Pick<SkillMismatches, MismatchList>;

interface ListWords {
  label: string;
  /** Explains the rows of the list, and what to do about them. */
  about: string;
  /** The title of the empty list. */
  none: string;
  empty: string;
}

/** The texts of a list of mismatches. */
export function listWords(list: MismatchList): ListWords {
  switch (list) {
    case 'validatedButUnexercised':
      return {
        label: t`Validated, not used`,
        about: t`Validated levels without a signal in the last ${STALE_AFTER_DAYS} days. The level may be out of date, or the work may be missing from all projects.`,
        none: t`No validated skills without signals`,
        empty: t`Every validated level has a signal in the last ${STALE_AFTER_DAYS} days.`,
      };
    case 'exercisedButUnvalidated':
      return {
        label: t`Used, not validated`,
        about: t`People who have signals for a skill, but no validated level. They can report the skill, and a Tech Lead then decides.`,
        none: t`No used skills without a validated level`,
        empty: t`Every person with signals for a skill also has a validated level.`,
      };
    case 'declaredButNeverSignalled':
      return {
        label: t`Declared, no signals`,
        about: t`Skills that an active project declares but that have no signals from it. Perhaps no one was assigned since then, or the skill is not in the scope.`,
        none: t`No declared skills without signals`,
        empty: t`Every skill that an active project declares has signals from it.`,
      };
  }
}
