import { ASSIGNMENT_DIALOGS, PROJECT_DIALOGS } from '#features/projects/components/dialogs.ts';
import { dayOf } from '#lib/days.ts';
import { idOf, momentOf, oneOf, searchOf } from '#lib/search-params.ts';
import { BUCKETS, COMPARISONS, RANGES } from '#lib/time-range.ts';

export const projectSearch = searchOf((search) => ({
  tab: oneOf(search['tab'], ['overview', 'updates', 'coverage', 'charts']),
  /** The update to scroll to and mark. */
  update: idOf(search['update']),
  /** `new` puts the cursor into the form for a new update. */
  write: oneOf(search['write'], ['new']),
  dialog: oneOf(search['dialog'], [...PROJECT_DIALOGS, ...ASSIGNMENT_DIALOGS]),
  /** The assignment, for the dialogs of an assignment. */
  assignment: idOf(search['assignment']),
  /** The cell values of the coverage: the number of signals, or the age of the last signal. */
  show: oneOf(search['show'], ['last']),
  // For the team charts.
  range: oneOf(search['range'], RANGES),
  from: dayOf(search['from']),
  to: dayOf(search['to']),
  asOf: momentOf(search['asOf']),
  compare: oneOf(search['compare'], COMPARISONS),
  bucket: oneOf(search['bucket'], BUCKETS),
  view: oneOf(search['view'], ['table']),
  // Filters of the listed signals: a skill, a source, and the day, week or month that contains this day.
  skill: idOf(search['skill']),
  source: oneOf(search['source'], ['project', 'update']),
  on: dayOf(search['on']),
}));

export type ProjectSearch = ReturnType<typeof projectSearch>;

/** An address with an update, or with the form for one, opens the tab of updates. */
export const tabIn = ({ tab, update, write }: ProjectSearch) =>
  tab ?? (update === undefined && write === undefined ? 'overview' : 'updates');
