import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { apiQuery } from '#lib/api/queries.ts';

export interface MismatchesAsked {
  limit: number;
  /** A moment in the past. Undefined for now. */
  asOf: string | undefined;
}

/** Where signals, validated levels and declared skills do not match. */
const mismatchesQuery = (asked: MismatchesAsked) => ({
  ...apiQuery('/api/organization/skills/mismatches', { query: { ...asked } }),
  placeholderData: keepPreviousData,
});

export const useMismatches = (asked: MismatchesAsked) => useQuery(mismatchesQuery(asked));
