import { dayOf } from '#lib/days.ts';
import { idOf, momentOf, oneOf, searchOf } from '#lib/search-params.ts';
import { BUCKETS, COMPARISONS, RANGES } from '#lib/time-range.ts';

/** The search of a Skill Tracker. Missing values are the defaults of the page. */
export const skillTrackerSearch = searchOf((search) => ({
  range: oneOf(search['range'], RANGES),
  from: dayOf(search['from']),
  to: dayOf(search['to']),
  bucket: oneOf(search['bucket'], BUCKETS),
  project: idOf(search['project']),
  asOf: momentOf(search['asOf']),
  compare: oneOf(search['compare'], COMPARISONS),
  view: oneOf(search['view'], ['table']),
  // Filters of the list of signals: a skill, a source, and the day, week or month that contains `on`.
  skill: idOf(search['skill']),
  source: oneOf(search['source'], ['project', 'update']),
  on: dayOf(search['on']),
  span: oneOf(search['span'], BUCKETS),
  /** `new` opens the choice of a project to post an update on, on the person's own page. */
  post: oneOf(search['post'], ['new']),
}));
