import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { apiQuery } from '#lib/api/queries.ts';

export interface MismatchesAsked {
  limit: number;
  /** A moment that has passed; now if left out. */
  asOf: string | undefined;
}

/** Where the two ledgers, and what projects declare, do not agree. */
const mismatchesQuery = (asked: MismatchesAsked) => ({
  ...apiQuery('/api/organization/skills/mismatches', { query: { ...asked } }),
  placeholderData: keepPreviousData,
});

export const useMismatches = (asked: MismatchesAsked) => useQuery(mismatchesQuery(asked));
