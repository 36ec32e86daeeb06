import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { apiPages } from '#lib/api/queries.ts';

export interface PeopleFilters {
  search: string | undefined;
  /** Has all of these validated. */
  skillIds: readonly number[];
  projectId: number | undefined;
}

/** People by name, those who left included. */
export function peopleQuery({ search, skillIds, projectId }: PeopleFilters) {
  return apiPages('/api/profiles', { query: { search, skillId: [...skillIds], projectId } });
}

/** The list before stays in sight while a narrower one is on its way. */
export const usePeople = (filters: PeopleFilters) => useInfiniteQuery({ ...peopleQuery(filters), placeholderData: keepPreviousData });
