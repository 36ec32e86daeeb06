import { t } from '@lingui/core/macro';
import type { SkillMismatches } from '@skilltrace/contract';
import { STALE_AFTER_DAYS } from '@skilltrace/domain/validation/staleness';
import { csvOf } from '#lib/csv.ts';

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
  /** The beginning of the name of the download. */
  fileName: string;
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
        fileName: 'validated-not-used',
      };
    case 'exercisedButUnvalidated':
      return {
        label: t`Used, not validated`,
        about: t`People who have signals for a skill, but no validated level. They can report the skill, and a Tech Lead then decides.`,
        none: t`No used skills without a validated level`,
        empty: t`Every person with signals for a skill also has a validated level.`,
        fileName: 'used-not-validated',
      };
    case 'declaredButNeverSignalled':
      return {
        label: t`Declared, no signals`,
        about: t`Skills that an active project declares but that have no signals from it. Perhaps no one was assigned since then, or the skill is not in the scope.`,
        none: t`No declared skills without signals`,
        empty: t`Every skill that an active project declares has signals from it.`,
        fileName: 'declared-no-signals',
      };
  }
}

/** One of the lists as CSV. */
export function mismatchesCsv(list: MismatchList, mismatches: MismatchRows): string {
  const columns = {
    person: t`Person`,
    personId: t`Person ID`,
    project: t`Project`,
    projectId: t`Project ID`,
    skill: t`Skill`,
    skillId: t`Skill ID`,
    level: t`Level`,
    signals: t`Signals`,
    validated: t`Last validated`,
    lastSignal: t`Last signal`,
  };
  switch (list) {
    case 'validatedButUnexercised':
      return csvOf(
        [columns.person, columns.personId, columns.skill, columns.skillId, columns.level, columns.validated, columns.lastSignal],
        mismatches[list].map((row) => [
          row.profileName,
          row.profileId,
          row.skillName,
          row.skillId,
          row.proficiencyLevel,
          row.lastValidatedAt,
          row.lastSignalAt,
        ]),
      );
    case 'exercisedButUnvalidated':
      return csvOf(
        [columns.person, columns.personId, columns.skill, columns.skillId, columns.signals, columns.lastSignal],
        mismatches[list].map((row) => [row.profileName, row.profileId, row.skillName, row.skillId, row.signals, row.lastSignalAt]),
      );
    case 'declaredButNeverSignalled':
      return csvOf(
        [columns.project, columns.projectId, columns.skill, columns.skillId],
        mismatches[list].map((row) => [row.projectName, row.projectId, row.skillName, row.skillId]),
      );
  }
}
