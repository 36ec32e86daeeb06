import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { apiPages } from '#lib/api/queries.ts';

export interface PeopleFilters {
  search: string | undefined;
  /** The person has all of these validated. */
  skillIds: readonly number[];
  projectId: number | undefined;
}

/** People by name, including former ones. */
export function peopleQuery({ search, skillIds, projectId }: PeopleFilters) {
  return apiPages('/api/profiles', { query: { search, skillId: [...skillIds], projectId } });
}

/** Keeps the previous list visible while a narrower one loads. */
export const usePeople = (filters: PeopleFilters) => useInfiniteQuery({ ...peopleQuery(filters), placeholderData: keepPreviousData });
