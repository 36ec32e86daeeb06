import { idOf, searchOf } from '#lib/search-params.ts';

/** The person that is open, under which project, and the suggestion; the first one unless told. */
export const inboxSearch = searchOf((search) => ({
  project: idOf(search['project']),
  person: idOf(search['person']),
  suggestion: idOf(search['suggestion']),
}));
