import { idOf, oneOf, searchOf, textOf } from '#lib/search-params.ts';

/** On the person's own page, `report=new` opens the report dialog, with `skill` preselected if given, and `propose=new` the one that suggests `name` to an admin. */
export const profileSearch = searchOf((search) => ({
  report: oneOf(search['report'], ['new']),
  skill: idOf(search['skill']),
  propose: oneOf(search['propose'], ['new']),
  name: textOf(search['name']),
}));
