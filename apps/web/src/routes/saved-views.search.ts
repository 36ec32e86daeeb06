import { searchOf, textOf } from '#lib/search-params.ts';

export const savedViewsSearch = searchOf((search) => ({ search: textOf(search['search']) }));
