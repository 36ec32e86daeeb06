import { dayOf } from '#lib/days.ts';
import { idOf, momentOf, oneOf, searchOf } from '#lib/search-params.ts';
import { BUCKETS, RANGES } from '#lib/time-range.ts';

/** What the address of a Skill Tracker holds; what is left out is the page's default. */
export const skillTrackerSearch = searchOf((search) => ({
  range: oneOf(search['range'], RANGES),
  from: dayOf(search['from']),
  to: dayOf(search['to']),
  bucket: oneOf(search['bucket'], BUCKETS),
  project: idOf(search['project']),
  asOf: momentOf(search['asOf']),
  view: oneOf(search['view'], ['table']),
  // Which signals are listed: of a skill, from a source, in the day, week or month that has this day.
  skill: idOf(search['skill']),
  source: oneOf(search['source'], ['project', 'update']),
  on: dayOf(search['on']),
  span: oneOf(search['span'], BUCKETS),
}));
