import type { SkillMismatches } from '@skilltrace/contract';
import { STALE_AFTER_DAYS } from '@skilltrace/domain/validation/staleness';
import { csvOf } from '#lib/csv.ts';

export type MismatchList = keyof SkillMismatches['totals'];

interface ListWords {
  label: string;
  /** What stands in the list, and what may be done about it. */
  about: string;
  empty: string;
}

export const LIST_WORDS: Record<MismatchList, ListWords> = {
  validatedButUnexercised: {
    label: 'Validated, not exercised',
    about: `Levels that a Tech Lead confirmed, without a signal in the ${STALE_AFTER_DAYS} days before. Perhaps the level no longer holds; perhaps the work is not declared on any project.`,
    empty: `Every validated level has a signal within the ${STALE_AFTER_DAYS} days before.`,
  },
  exercisedButUnvalidated: {
    label: 'Exercised, not validated',
    about: 'People with signals for a skill that nobody has confirmed. They can report it themselves; a lead then decides.',
    empty: 'Whoever has signals for a skill has a validated level as well.',
  },
  declaredButNeverSignalled: {
    label: 'Declared, never signalled',
    about:
      'Skills that an active project declares, without any signal from that project. Perhaps nobody was assigned since; perhaps it does not belong to the scope.',
    empty: 'Every skill that an active project declares has signals from it.',
  },
};

/** One of the lists as CSV. */
export function mismatchesCsv(list: MismatchList, mismatches: SkillMismatches): string {
  switch (list) {
    case 'validatedButUnexercised':
      return csvOf(
        ['person', 'person id', 'skill', 'skill id', 'level', 'validated at', 'last signal at'],
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
        ['person', 'person id', 'skill', 'skill id', 'signals', 'last signal at'],
        mismatches[list].map((row) => [row.profileName, row.profileId, row.skillName, row.skillId, row.signals, row.lastSignalAt]),
      );
    case 'declaredButNeverSignalled':
      return csvOf(
        ['project', 'project id', 'skill', 'skill id'],
        mismatches[list].map((row) => [row.projectName, row.projectId, row.skillName, row.skillId]),
      );
  }
}
