import type { PeopleFilters } from '#features/people/api/list-people.ts';
import { idOf, idsOf, textOf, searchOf } from '#lib/search-params.ts';

export const peopleSearch = searchOf((search) => ({
  search: textOf(search['search']),
  skill: idsOf(search['skill']),
  project: idOf(search['project']),
}));

/** The filters in the address. */
export const peopleFilters = ({ search, skill = [], project }: ReturnType<typeof peopleSearch>): PeopleFilters => ({
  search,
  skillIds: skill,
  projectId: project,
});
