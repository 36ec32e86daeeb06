import { idOf, oneOf, searchOf, textOf } from '#lib/search-params.ts';

export const projectsSearch = searchOf((search) => ({
  search: textOf(search['search']),
  /** Active ones where it is left out. */
  status: oneOf(search['status'], ['active', 'completed', 'archived', 'all']),
  /** Only those that the viewer is on, or leads. */
  who: oneOf(search['who'], ['mine', 'led']),
  skill: idOf(search['skill']),
  dialog: oneOf(search['dialog'], ['new']),
}));
