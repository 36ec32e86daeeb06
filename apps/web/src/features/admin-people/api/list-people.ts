import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { apiPages } from '#lib/api/queries.ts';

export interface PeopleFilters {
  /** A part of the name or of the e-mail address. */
  search: string | undefined;
  isActive: boolean | undefined;
}

/** People by name, those who left as well. While a filter changes, what it found before stays in sight. */
export const usePeople = (filters: PeopleFilters) =>
  useInfiniteQuery({
    ...apiPages('/api/profiles', { query: { ...filters, limit: 100 } }),
    placeholderData: keepPreviousData,
  });
