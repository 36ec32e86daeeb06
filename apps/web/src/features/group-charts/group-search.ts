import type { MomentumBucket } from '@skilltrace/contract';
import type { Source } from '#components/charts/source-mark.ts';
import { momentsOfBucket, type AskedTime, type Period } from '#lib/time-range.ts';
import type { Day } from '#lib/days.ts';

/** What the address says of the charts of a team or of the organization. */
export interface GroupSearch extends AskedTime {
  bucket?: MomentumBucket | undefined;
  view?: 'table' | undefined;
  // Which signals are listed: of a skill, from a source, in the bucket that has this day.
  skill?: number | undefined;
  source?: Source | undefined;
  on?: Day | undefined;
}

/** Charts and their marks lead through the address. */
export interface GroupView {
  search: GroupSearch;
  hrefOf: (changes: GroupSearch) => string;
  /** `isStep` adds a step for the back button instead of replacing the address. */
  go: (changes: GroupSearch, isStep?: boolean) => void;
}

export interface ActivityFilter {
  skillId: number | undefined;
  sourceType: Source | undefined;
  from: string | undefined;
  to: string | undefined;
  asOf: string | undefined;
}

/** Which signals are listed: those of the range, or of the one bucket that was pressed. */
export function activityFilter({ skill, source, on }: GroupSearch, bucket: MomentumBucket, period: Period): ActivityFilter {
  const { from, to } = on === undefined ? period : momentsOfBucket(on, bucket, period);
  return { skillId: skill, sourceType: source, from, to, asOf: period.asOf };
}
