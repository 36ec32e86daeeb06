import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { apiPages } from '#lib/api/queries.ts';

export interface PeopleFilters {
  /** Part of the name or of the e-mail address. */
  search: string | undefined;
  isActive: boolean | undefined;
}

/** People by name, former ones included. */
export const peopleQuery = (filters: PeopleFilters) => apiPages('/api/profiles', { query: { ...filters, limit: 100 } });

/** The previous results stay visible while a filter changes. */
export const usePeople = (filters: PeopleFilters) => useInfiniteQuery({ ...peopleQuery(filters), placeholderData: keepPreviousData });
