import type { MomentumBucket } from '@skilltrace/contract';
import type { Day } from '#lib/days.ts';
import type { TimeParameters } from '#lib/time-range.ts';

/** The search of the address, which the page reads and writes. */
export interface TrackerSearch extends TimeParameters {
  bucket?: MomentumBucket | undefined;
  project?: number | undefined;
  view?: 'table' | undefined;
  /** A filter of the list, like the three below. */
  skill?: number | undefined;
  source?: 'project' | 'update' | undefined;
  on?: Day | undefined;
  span?: MomentumBucket | undefined;
  /** Whether the choice of a project to post an update on is open. */
  post?: 'new' | undefined;
}

/** A view of a person's signals, and functions to change it. */
export interface TrackerView {
  personId: number;
  search: TrackerSearch;
  /** Changes the view. With `isStep` false, it replaces the address instead of adding to the history. */
  go: (changes: TrackerSearch, isStep?: boolean) => void;
  /** The address of the view with changes. */
  hrefOf: (changes: TrackerSearch) => string;
}

/** Removes all filters of the list. */
export const noFilters = { skill: undefined, source: undefined, on: undefined, span: undefined } satisfies TrackerSearch;
