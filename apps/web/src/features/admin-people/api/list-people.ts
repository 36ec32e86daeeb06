import type { ProfileItem } from '@skilltrace/contract';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { keysetQuery } from '#lib/api/keyset.ts';

export interface PeopleFilters {
  /** A part of the name or of the e-mail address. */
  search: string | undefined;
  isActive: boolean | undefined;
}

/** People by name, those who left as well. While a filter changes, what it found before stays in sight. */
export const usePeople = (filters: PeopleFilters) =>
  useInfiniteQuery({
    ...keysetQuery<ProfileItem>(['profiles', 'admin', filters], '/api/profiles', { ...filters, limit: 100 }),
    placeholderData: keepPreviousData,
  });
