import { ASSIGNMENT_DIALOGS, PROJECT_DIALOGS } from '#features/projects/components/dialogs.ts';
import { dayOf } from '#lib/days.ts';
import { idOf, oneOf, searchOf } from '#lib/search-params.ts';
import { BUCKETS, RANGES } from '#lib/time-range.ts';

export const projectSearch = searchOf((search) => ({
  tab: oneOf(search['tab'], ['overview', 'updates', 'coverage', 'charts']),
  /** The update to bring into sight, whose signals somebody asked about. */
  update: idOf(search['update']),
  dialog: oneOf(search['dialog'], [...PROJECT_DIALOGS, ...ASSIGNMENT_DIALOGS]),
  /** Whose dialog it is, where it is about one assignment. */
  assignment: idOf(search['assignment']),
  /** What the cells of the coverage show: signals, or when the last one was. */
  show: oneOf(search['show'], ['last']),
  // Of the team's charts.
  range: oneOf(search['range'], RANGES),
  bucket: oneOf(search['bucket'], BUCKETS),
  view: oneOf(search['view'], ['table']),
  // Which signals of the project are listed: of a skill, from a source, in the day, week or month that has this day.
  skill: idOf(search['skill']),
  source: oneOf(search['source'], ['project', 'update']),
  on: dayOf(search['on']),
}));

export type ProjectSearch = ReturnType<typeof projectSearch>;

/** An address that names an update means the updates. */
export const tabIn = ({ tab, update }: ProjectSearch) => tab ?? (update === undefined ? 'overview' : 'updates');
