import { idOf, searchOf } from '#lib/search-params.ts';

/** The person that is open, and under which project; the first one unless told. */
export const inboxSearch = searchOf((search) => ({ project: idOf(search['project']), person: idOf(search['person']) }));
