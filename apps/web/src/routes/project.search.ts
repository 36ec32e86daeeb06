import { ASSIGNMENT_DIALOGS, PROJECT_DIALOGS } from '#features/projects/components/dialogs.ts';
import { matrixSearch } from '#features/skills-matrix/matrix-search.ts';
import { dayOf } from '#lib/days.ts';
import { idOf, oneOf, searchOf } from '#lib/search-params.ts';
import { BUCKETS } from '#lib/time-range.ts';

export const projectSearch = searchOf((search) => ({
  // For the skills matrix. It shares the range with the team charts.
  ...matrixSearch(search),
  tab: oneOf(search['tab'], ['overview', 'updates', 'matrix', 'coverage', 'charts']),
  /** The update to scroll to and mark. */
  update: idOf(search['update']),
  dialog: oneOf(search['dialog'], [...PROJECT_DIALOGS, ...ASSIGNMENT_DIALOGS]),
  /** The assignment, for the dialogs of an assignment. */
  assignment: idOf(search['assignment']),
  /** The cell values of the coverage: the number of signals, or the age of the last signal. */
  show: oneOf(search['show'], ['last']),
  // For the team charts.
  bucket: oneOf(search['bucket'], BUCKETS),
  view: oneOf(search['view'], ['table']),
  // Filters of the listed signals: a skill, a source, and the day, week or month that contains this day.
  skill: idOf(search['skill']),
  source: oneOf(search['source'], ['project', 'update']),
  on: dayOf(search['on']),
}));

export type ProjectSearch = ReturnType<typeof projectSearch>;

/** An address with an update opens the tab of updates. */
export const tabIn = ({ tab, update }: ProjectSearch) => tab ?? (update === undefined ? 'overview' : 'updates');
