import { idOf, oneOf, searchOf } from '#lib/search-params.ts';

/**
 * The open project, person and suggestion. By default, the first one. `show=decided` lists the viewer's decisions instead, and
 * `show=restorable` the withdrawn levels that an admin can restore.
 */
export const inboxSearch = searchOf((search) => ({
  project: idOf(search['project']),
  person: idOf(search['person']),
  suggestion: idOf(search['suggestion']),
  show: oneOf(search['show'], ['decided', 'restorable']),
}));
