import type { SkillCoverage } from '@skilltrace/contract';

export type CoveredSkill = SkillCoverage['items'][number];

/** The orders of the list. Without one, skills are sorted by name. */
export const COVERAGE_ORDERS = ['signals', 'people', 'last'] as const;
export type CoverageOrder = (typeof COVERAGE_ORDERS)[number];

/** The state of the tab, which is in the address. */
export interface CoverageView {
  order: CoverageOrder | undefined;
  isOnlyGaps: boolean;
  /** The skill whose people are shown. */
  skillId: number | undefined;
  /** Part of the name of these people. */
  person: string | undefined;
}

/** The number of people with a validated level; undefined if the viewer may not see it. */
export const validatedPeople = ({ levels }: CoveredSkill): number | undefined =>
  levels === null ? undefined : Object.values(levels).reduce((sum, people) => sum + people, 0);

/** Whether a declared skill has no signals from this project, or no one on it has a validated level. */
export const isGap = (skill: CoveredSkill): boolean => skill.peopleWithSignals === 0 || validatedPeople(skill) === 0;

/** The skills to show, in their order: the most, or the latest, first. */
export function coverageRows(items: readonly CoveredSkill[], order: CoverageOrder | undefined, isOnlyGaps: boolean): CoveredSkill[] {
  const shown = isOnlyGaps ? items.filter(isGap) : [...items];
  switch (order) {
    case 'signals':
      return shown.toSorted((a, b) => b.signals - a.signals);
    case 'people':
      return shown.toSorted((a, b) => b.peopleWithSignals - a.peopleWithSignals);
    case 'last':
      return shown.toSorted((a, b) => (b.lastSignalAt ?? '').localeCompare(a.lastSignalAt ?? ''));
    case undefined:
      return shown;
  }
}
