import { PROJECT_STATUSES } from '@skilltrace/domain/projects/life-cycle';
import type { ProjectFilter } from '#features/projects/api/list-projects.ts';
import { idOf, oneOf, searchOf, textOf } from '#lib/search-params.ts';

export const projectsSearch = searchOf((search) => ({
  search: textOf(search['search']),
  /** Active ones where it is left out. */
  status: oneOf(search['status'], [...PROJECT_STATUSES, 'all']),
  /** Only those that the viewer is on, or leads. */
  who: oneOf(search['who'], ['mine', 'led']),
  skill: idOf(search['skill']),
  dialog: oneOf(search['dialog'], ['new']),
}));

/** Which projects the address asks for. @param viewerId whose "mine" and "that I lead" are */
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
