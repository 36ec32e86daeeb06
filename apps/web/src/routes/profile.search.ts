import { idOf, oneOf, searchOf } from '#lib/search-params.ts';

/** `report=new` opens the report dialog on the person's own page, with `skill` preselected if given. */
export const profileSearch = searchOf((search) => ({
  report: oneOf(search['report'], ['new']),
  skill: idOf(search['skill']),
}));
