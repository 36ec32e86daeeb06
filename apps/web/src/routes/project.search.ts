import type { MemberFilter } from '#features/projects/api/members.ts';
import { COVERAGE_ORDERS } from '#features/projects/coverage-rows.ts';
import { ASSIGNMENT_DIALOGS, PROJECT_DIALOGS } from '#features/projects/components/dialogs.ts';
import { matrixSearch } from '#features/skills-matrix/matrix-search.ts';
import { dayOf } from '#lib/days.ts';
import { idOf, oneOf, searchOf, textOf } from '#lib/search-params.ts';
import { BUCKETS, COMPARISONS } from '#lib/time-range.ts';

export const projectSearch = searchOf((search) => ({
  // For the skills matrix. It shares the range with the team charts.
  ...matrixSearch(search),
  tab: oneOf(search['tab'], ['overview', 'updates', 'matrix', 'coverage', 'charts']),
  /** The update to scroll to and mark. */
  update: idOf(search['update']),
  /** `new` puts the cursor into the form for a new update. */
  write: oneOf(search['write'], ['new']),
  dialog: oneOf(search['dialog'], [...PROJECT_DIALOGS, ...ASSIGNMENT_DIALOGS]),
  /** The assignment, for the dialogs of an assignment. */
  assignment: idOf(search['assignment']),
  // For the list of members: part of the name, and the order.
  member: textOf(search['member']),
  members: oneOf(search['members'], ['newest']),
  // For the coverage: the skills to show, their order, and part of the name of the people of the skill below.
  show: oneOf(search['show'], ['gaps']),
  order: oneOf(search['order'], COVERAGE_ORDERS),
  person: textOf(search['person']),
  // For the team charts.
  compare: oneOf(search['compare'], COMPARISONS),
  bucket: oneOf(search['bucket'], BUCKETS),
  view: oneOf(search['view'], ['table']),
  // The open skill of the coverage. In the charts, filters of the listed signals: a skill, a source, and the day, week or month that contains this day.
  skill: idOf(search['skill']),
  source: oneOf(search['source'], ['project', 'update']),
  on: dayOf(search['on']),
}));

export type ProjectSearch = ReturnType<typeof projectSearch>;

/** The filter of the list of members. */
export const memberFilter = ({ member, members }: ProjectSearch): MemberFilter => ({
  search: member,
  isNewestFirst: members === 'newest',
});
/** An address with an update, or with the form for one, opens the tab of updates. */
export const tabIn = ({ tab, update, write }: ProjectSearch) =>
  tab ?? (update === undefined && write === undefined ? 'overview' : 'updates');
