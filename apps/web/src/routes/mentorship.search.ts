import { idOf, oneOf, searchOf } from '#lib/search-params.ts';

/** `whose` and `person` are for admins, who may see all sessions. `ask=new` opens the request dialog, with `mentor` and `skill` if given. */
export const mentorshipSearch = searchOf((search) => ({
  whose: oneOf(search['whose'], ['everybody']),
  person: idOf(search['person']),
  ask: oneOf(search['ask'], ['new']),
  mentor: idOf(search['mentor']),
  skill: idOf(search['skill']),
}));
