import { idOf, oneOf, textOf, searchOf } from '#lib/search-params.ts';

export const projectsSearch = searchOf((search) => ({
  search: textOf(search['search']),
  status: oneOf(search['status'], ['active', 'completed', 'archived']),
  skill: idOf(search['skill']),
}));
