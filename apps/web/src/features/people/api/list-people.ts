import type { ProfileItem } from '@skilltrace/contract';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { keysetQuery } from '#lib/api/keyset.ts';

export interface PeopleFilters {
  search: string | undefined;
  /** Has all of these validated. */
  skillIds: readonly number[];
  projectId: number | undefined;
}

/** People by name, those who left included. */
export function peopleQuery({ search, skillIds, projectId }: PeopleFilters) {
  const query = { search, skillId: skillIds, projectId };
  return keysetQuery<ProfileItem>(['profiles', query], '/api/profiles', query);
}

/** The list before stays in sight while a narrower one is on its way. */
export const usePeople = (filters: PeopleFilters) => useInfiniteQuery({ ...peopleQuery(filters), placeholderData: keepPreviousData });
