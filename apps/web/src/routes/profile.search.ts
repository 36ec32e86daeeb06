import { idOf, oneOf, searchOf } from '#lib/search-params.ts';

/** `report=new` opens the report of a skill on one's own page, about `skill` where it is named. */
export const profileSearch = searchOf((search) => ({
  report: oneOf(search['report'], ['new']),
  skill: idOf(search['skill']),
}));
