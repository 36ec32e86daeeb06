import { PROJECT_STATUSES } from '@skilltrace/domain/projects/life-cycle';
import type { ProjectFilter } from '#features/projects/api/list-projects.ts';
import { idOf, oneOf, searchOf, textOf } from '#lib/search-params.ts';

export const projectsSearch = searchOf((search) => ({
  search: textOf(search['search']),
  /** Active projects if omitted. */
  status: oneOf(search['status'], [...PROJECT_STATUSES, 'all']),
  /** Only projects that the viewer is on, or leads. */
  who: oneOf(search['who'], ['mine', 'led']),
  skill: idOf(search['skill']),
  dialog: oneOf(search['dialog'], ['new']),
}));

/** The filter that the address describes. @param viewerId the person that `mine` and `led` refer to */
export const projectFilter = (
  { search, status = 'active', who, skill }: ReturnType<typeof projectsSearch>,
  viewerId: number,
): ProjectFilter => ({
  search,
  status: status === 'all' ? undefined : status,
  leadId: who === 'led' ? viewerId : undefined,
  profileId: who === 'mine' ? viewerId : undefined,
  skillId: skill,
});
