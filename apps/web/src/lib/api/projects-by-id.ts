import { LARGEST_PAGE_SIZE } from '@skilltrace/domain/limits';
import { useQueries } from '@tanstack/react-query';
import { apiQuery } from './queries.ts';

const projectsQuery = (ids: readonly number[]) => ({
  ...apiQuery('/api/projects', { query: { id: [...ids] } }),
  enabled: ids.length > 0,
  staleTime: 5 * 60_000,
});

/**
 * The names of projects, requested in the given batches. A new batch does not reload the others. A project that is still loading
 * or does not exist is missing from the result.
 */
export function useProjectNames(batches: readonly (readonly number[])[]): ReadonlyMap<number, string> {
  return useQueries({
    queries: batches.flatMap(splitIntoPages).map(projectsQuery),
    combine: (results) => new Map(results.flatMap(({ data }) => data?.items ?? []).map(({ id, name }) => [id, name])),
  });
}

/** Splits ids into parts of the largest page size. */
export function splitIntoPages(ids: readonly number[]): number[][] {
  return Array.from({ length: Math.ceil(ids.length / LARGEST_PAGE_SIZE) }, (_, part) =>
    ids.slice(part * LARGEST_PAGE_SIZE, (part + 1) * LARGEST_PAGE_SIZE),
  );
}
