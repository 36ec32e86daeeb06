import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { apiQuery } from '#lib/api/queries.ts';

export interface MismatchesParameters {
  limit: number;
  /** A moment in the past. Undefined for now. */
  asOf: string | undefined;
}

/** Where signals, validated levels and declared skills do not match. */
const mismatchesQuery = (parameters: MismatchesParameters) => ({
  ...apiQuery('/api/organization/skills/mismatches', { query: { ...parameters } }),
  placeholderData: keepPreviousData,
});

export const useMismatches = (parameters: MismatchesParameters) => useQuery(mismatchesQuery(parameters));
