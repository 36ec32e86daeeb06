import type { SkillFilters } from '#features/admin-taxonomy/api/list-skills.ts';
import { dayOf } from '#lib/days.ts';
import { idOf, oneOf, searchOf, textOf } from '#lib/search-params.ts';

/** The filters and the open dialog: `add`, or `edit`, `state` and `merge` of the skill. */
export const taxonomySearch = searchOf((search) => ({
  search: textOf(search['search']),
  category: textOf(search['category']),
  state: oneOf(search['state'], ['active', 'inactive']),
  open: oneOf(search['open'], ['add', 'edit', 'state', 'merge']),
  skill: idOf(search['skill']),
}));

/** The filters of the list of skills. */
export const skillFilters = ({ search, category, state }: ReturnType<typeof taxonomySearch>): SkillFilters => ({
  search,
  category,
  isActive: state === undefined ? undefined : state === 'active',
});

/** The filters and the open dialog: `add`, `inviteMany`, or one for the person. */
export const adminPeopleSearch = searchOf((search) => ({
  search: textOf(search['search']),
  state: oneOf(search['state'], ['active', 'left']),
  access: oneOf(search['access'], ['active', 'invited', 'none']),
  open: oneOf(search['open'], ['add', 'inviteMany', 'edit', 'invite', 'signOut', 'leave', 'return', 'admin', 'erase']),
  person: idOf(search['person']),
}));

export const adminTokensSearch = searchOf((search) => ({ open: oneOf(search['open'], ['add']) }));

/** The filters: action (validated by the page), actor, person, project, first and last day. */
export const auditLogSearch = searchOf((search) => ({
  action: textOf(search['action']),
  by: idOf(search['by']),
  person: idOf(search['person']),
  project: idOf(search['project']),
  from: dayOf(search['from']),
  to: dayOf(search['to']),
}));

export const MISMATCH_LISTS = ['validatedButUnexercised', 'exercisedButUnvalidated', 'declaredButNeverSignalled'] as const;

export const mismatchesSearch = searchOf((search) => ({
  list: oneOf(search['list'], MISMATCH_LISTS),
  limit: oneOf(search['limit'], ['100', '200']),
  asOf: dayOf(search['asOf']),
}));
