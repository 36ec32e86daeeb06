import type { ProficiencyLevel } from '@skilltrace/domain/validation/proficiency';
import type { WhoKnowsQuestion } from '#lib/api/who-knows.ts';
import { beginningOf, type Day } from '#lib/days.ts';
import { periodOf } from '#lib/time-range.ts';

/** The filters in the address of the page. */
export interface WhoKnowsFilters {
  skillIds: readonly number[];
  match: 'all' | 'any';
  level: ProficiencyLevel | undefined;
  /** People must have a signal since the beginning of this day. */
  since: Day | undefined;
  projectId: number | undefined;
  /** Only people without a current project. */
  isAvailable: boolean;
  /** A day, which means its end, or a moment. */
  asOf: string | undefined;
}

/** The filters as the API understands them. */
export function questionOf({ skillIds, match, level, since, projectId, isAvailable, asOf }: WhoKnowsFilters, now: Date): WhoKnowsQuestion {
  return {
    skillId: [...skillIds],
    match: match === 'any' ? match : undefined,
    minimumLevel: level,
    evidenceSince: since === undefined ? undefined : beginningOf(since).toISOString(),
    projectId,
    isAvailable: isAvailable ? true : undefined,
    asOf: periodOf({ asOf }, now).asOf,
  };
}
