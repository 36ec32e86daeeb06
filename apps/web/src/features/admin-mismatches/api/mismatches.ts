import type { SkillMismatches } from '@skilltrace/contract';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';

export interface MismatchesAsked {
  limit: number;
  /** A moment that has passed; now if left out. */
  asOf: string | undefined;
}

/** Where the two ledgers, and what projects declare, do not agree. */
export const mismatchesQuery = (asked: MismatchesAsked) =>
  queryOptions({
    queryKey: ['mismatches', asked],
    queryFn: ({ signal }) => request<SkillMismatches>('GET', '/api/organization/skills/mismatches', { query: { ...asked }, signal }),
    placeholderData: keepPreviousData,
  });

export const useMismatches = (asked: MismatchesAsked) => useQuery(mismatchesQuery(asked));
