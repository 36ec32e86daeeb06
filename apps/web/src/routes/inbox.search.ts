import { idOf, searchOf } from '#lib/search-params.ts';

/** The open project, person and suggestion. By default, the first one. */
export const inboxSearch = searchOf((search) => ({
  project: idOf(search['project']),
  person: idOf(search['person']),
  suggestion: idOf(search['suggestion']),
}));
