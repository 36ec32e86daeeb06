import type { MomentumBucket } from '@skilltrace/contract';
import type { Day } from '#lib/days.ts';
import type { AskedTime } from '#lib/time-range.ts';

/** What the address says; the page reads and writes it. */
export interface TrackerSearch extends AskedTime {
  bucket?: MomentumBucket | undefined;
  project?: number | undefined;
  view?: 'table' | undefined;
  /** Which signals are listed. */
  skill?: number | undefined;
  source?: 'project' | 'update' | undefined;
  on?: Day | undefined;
  span?: MomentumBucket | undefined;
}

/** A view of somebody's signals, and the ways to another one. */
export interface TrackerView {
  personId: number;
  search: TrackerSearch;
  /** Goes to the same view with changes; `isStep` false replaces the address instead of adding a step back. */
  go: (changes: TrackerSearch, isStep?: boolean) => void;
  /** The address of the same view with changes. */
  hrefOf: (changes: TrackerSearch) => string;
}

/** Takes the filters of the list off. */
export const noFilters = { skill: undefined, source: undefined, on: undefined, span: undefined } satisfies TrackerSearch;
