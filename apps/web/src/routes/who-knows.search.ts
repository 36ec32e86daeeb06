import { PROFICIENCY_LEVELS } from '@skilltrace/domain/validation/proficiency';
import type { WhoKnowsFilters } from '#features/who-knows/filters.ts';
import { dayOf } from '#lib/days.ts';
import { idOf, idsOf, momentOf, oneOf, searchOf } from '#lib/search-params.ts';

/** `skill=3&skill=5` are the skills. A person must know all of them, or with `match=any` one. */
export const whoKnowsSearch = searchOf((search) => ({
  skill: idsOf(search['skill']),
  match: oneOf(search['match'], ['any']),
  level: oneOf(search['level'], PROFICIENCY_LEVELS),
  since: dayOf(search['since']),
  project: idOf(search['project']),
  available: oneOf(search['available'], ['yes']),
  asOf: momentOf(search['asOf']),
}));

/** The filters in the address. */
export const whoKnowsFilters = ({
  skill = [],
  match,
  level,
  since,
  project,
  available,
  asOf,
}: ReturnType<typeof whoKnowsSearch>): WhoKnowsFilters => ({
  skillIds: [...new Set(skill)],
  match: match ?? 'all',
  level,
  since,
  projectId: project,
  isAvailable: available === 'yes',
  asOf,
});

/** The address of filters. */
export const searchOfFilters = ({ skillIds, match, level, since, projectId, isAvailable, asOf }: WhoKnowsFilters) => ({
  skill: [...skillIds],
  match: match === 'any' ? match : undefined,
  level,
  since,
  project: projectId,
  available: isAvailable ? ('yes' as const) : undefined,
  asOf,
});
