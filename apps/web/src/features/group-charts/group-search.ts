import type { MomentumBucket } from '@skilltrace/contract';
import type { Source } from '#components/charts/source-mark.ts';
import { momentsOfBucket, type TimeParameters, type Period } from '#lib/time-range.ts';
import type { Day } from '#lib/days.ts';

/** The search parameters of the charts of a project or of the organization. */
export interface GroupSearch extends TimeParameters {
  bucket?: MomentumBucket | undefined;
  view?: 'table' | undefined;
  // Filters of the listed signals: a skill, a source, and the bucket that contains this day.
  skill?: number | undefined;
  source?: Source | undefined;
  on?: Day | undefined;
}

/** The charts and their marks read and change the address. */
export interface GroupView {
  search: GroupSearch;
  hrefOf: (changes: GroupSearch) => string;
  /** `isStep` adds an entry to the history instead of replacing the current one. */
  go: (changes: GroupSearch, isStep?: boolean) => void;
}

export interface ActivityFilter {
  skillId: number | undefined;
  sourceType: Source | undefined;
  from: string | undefined;
  to: string | undefined;
  asOf: string | undefined;
}

/** The filter for the listed signals: the whole range, or the bucket whose bar was clicked. */
export function activityFilter({ skill, source, on }: GroupSearch, bucket: MomentumBucket, period: Period): ActivityFilter {
  const { from, to } = on === undefined ? period : momentsOfBucket(on, bucket, period);
  return { skillId: skill, sourceType: source, from, to, asOf: period.asOf };
}
