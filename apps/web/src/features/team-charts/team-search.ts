import type { MomentumBucket } from '@skilltrace/contract';
import type { Source } from '#components/charts/source-mark.ts';
import { momentsOfBucket, type Period, type Range } from '#lib/time-range.ts';
import type { Day } from '#lib/days.ts';

/** What the address says of a team's charts. */
export interface TeamSearch {
  range?: Range | undefined;
  bucket?: MomentumBucket | undefined;
  view?: 'table' | undefined;
  // Which signals are listed: of a skill, from a source, in the bucket that has this day.
  skill?: number | undefined;
  source?: Source | undefined;
  on?: Day | undefined;
}

/** Charts and their marks lead through the address. */
export interface TeamView {
  search: TeamSearch;
  hrefOf: (changes: TeamSearch) => string;
  go: (changes: TeamSearch) => void;
}

export interface ActivityFilter {
  skillId: number | undefined;
  sourceType: Source | undefined;
  from: string | undefined;
  to: string | undefined;
}

/** Which signals of the project are listed: those of the range, or of the one bucket that was pressed. */
export function activityFilter({ skill, source, on }: TeamSearch, bucket: MomentumBucket, period: Period): ActivityFilter {
  const { from, to } = on === undefined ? period : momentsOfBucket(on, bucket, period);
  return { skillId: skill, sourceType: source, from, to };
}
