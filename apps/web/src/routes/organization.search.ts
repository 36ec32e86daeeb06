import { dayOf } from '#lib/days.ts';
import { idOf, momentOf, oneOf, searchOf } from '#lib/search-params.ts';
import { BUCKETS, COMPARISONS, RANGES } from '#lib/time-range.ts';

/** The search parameters of the organization page. A missing parameter means the default of the page. */
export const organizationSearch = searchOf((search) => ({
  range: oneOf(search['range'], RANGES),
  from: dayOf(search['from']),
  to: dayOf(search['to']),
  bucket: oneOf(search['bucket'], BUCKETS),
  asOf: momentOf(search['asOf']),
  compare: oneOf(search['compare'], COMPARISONS),
  view: oneOf(search['view'], ['table']),
  // Filters of the listed signals: a skill, a source, and the day, week or month that contains this day.
  skill: idOf(search['skill']),
  source: oneOf(search['source'], ['project', 'update']),
  on: dayOf(search['on']),
}));
