import { textOf, oneOf, searchOf } from '#lib/search-params.ts';

export const taxonomySearch = searchOf((search) => ({
  search: textOf(search['search']),
  category: textOf(search['category']),
  state: oneOf(search['state'], ['active', 'inactive']),
}));

export const adminPeopleSearch = searchOf((search) => ({ search: textOf(search['search']) }));
