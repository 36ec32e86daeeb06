import { idOf, momentOf, oneOf, searchOf } from '#lib/search-params.ts';

export const RANGES = ['30d', '90d', '1y', 'all'] as const;
export const BUCKETS = ['day', 'week', 'month'] as const;

/** What the address of a Skill Tracker holds; what is left out is the page's default. */
export const skillTrackerSearch = searchOf((search) => ({
  range: oneOf(search['range'], RANGES),
  bucket: oneOf(search['bucket'], BUCKETS),
  project: idOf(search['project']),
  skill: idOf(search['skill']),
  asOf: momentOf(search['asOf']),
  view: oneOf(search['view'], ['chart', 'table']),
}));
