import { idOf, momentOf, searchOf } from '#lib/search-params.ts';

export const whoKnowsSearch = searchOf((search) => ({ skill: idOf(search['skill']), asOf: momentOf(search['asOf']) }));
