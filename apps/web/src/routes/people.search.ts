import { idOf, idsOf, textOf, searchOf } from '#lib/search-params.ts';

export const peopleSearch = searchOf((search) => ({
  search: textOf(search['search']),
  skill: idsOf(search['skill']),
  project: idOf(search['project']),
}));
