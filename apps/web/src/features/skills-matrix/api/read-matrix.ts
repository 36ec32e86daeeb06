import type { SkillsMatrix, SkillsMatrixQuery } from '@skilltrace/contract';
import { useQueries, useQuery, useQueryClient, type QueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { apiQuery } from '#lib/api/queries.ts';

export type MatrixFilters = Omit<SkillsMatrixQuery, 'limit' | 'cursor' | 'skillLimit' | 'skillCursor'>;

/** People and skills of one tile. A tile is one page of people and one page of skills. */
export const TILE = { people: 100, skills: 100 };

type Cursor = string | undefined;

/** Whether the server compares everyone to count the people. Their number is then requested apart, so that the first tile does not wait for it. */
const isCountedApart = ({ projectId, state, sort, minimumLevel }: MatrixFilters) =>
  projectId === undefined &&
  (state === 'not_validated' || state === 'no_evidence' || (sort === 'last_signal' && (state ?? minimumLevel) !== undefined));

/** One tile. Returning to the window does not reload it, because all loaded tiles would be requested together. */
export const tileQuery = (filters: MatrixFilters, cursor?: Cursor, skillCursor?: Cursor) => ({
  ...apiQuery('/api/skills_matrix', {
    query: {
      ...filters,
      limit: TILE.people,
      cursor,
      skillLimit: TILE.skills,
      skillCursor,
      totals: isCountedApart(filters) ? false : undefined,
    },
  }),
  refetchOnWindowFocus: false,
});

const countQuery = (filters: MatrixFilters) => ({
  ...apiQuery('/api/skills_matrix', { query: { ...filters, limit: 1, skillLimit: 1 } }),
  refetchOnWindowFocus: false,
  enabled: isCountedApart(filters),
});

/** The tiles that a view needs: by index, in both directions. */
export interface NeededTiles {
  /** The last page of people, and the last page of skills. All pages before them are needed for their cursors. */
  lastPage: number;
  lastSkillPage: number;
  /** The pages in view. */
  pages: readonly number[];
  skillPages: readonly number[];
}

export interface LoadedTiles {
  /** By page of people and page of skills. Undefined while it loads. */
  tiles: readonly (readonly (SkillsMatrix | undefined)[])[];
  /** The numbers of people and skills, if the first tile does not have them. */
  totals: SkillsMatrix['totals'] | undefined;
  error: unknown;
  retry: () => void;
}

/** Loads tiles as they are needed. The cursor of a page is in the page before it, so distant pages load one after the other. */
export function useTiles(filters: MatrixFilters, needed: NeededTiles): LoadedTiles {
  const client = useQueryClient();
  const counted = useQuery(countQuery(filters));
  const cursors = cursorsUpTo(needed.lastPage, (cursor) => tileIn(client, filters, cursor)?.nextCursor);
  const skillCursors = cursorsUpTo(needed.lastSkillPage, (cursor) => tileIn(client, filters, undefined, cursor)?.nextSkillCursor);
  const wanted = cursors.flatMap((cursor, page) =>
    skillCursors.flatMap((skillCursor, skillPage) =>
      page === 0 || skillPage === 0 || (needed.pages.includes(page) && needed.skillPages.includes(skillPage))
        ? { page, skillPage, cursor, skillCursor }
        : [],
    ),
  );
  const { answers, error, retry } = useQueries({
    queries: wanted.map(({ cursor, skillCursor }) => tileQuery(filters, cursor, skillCursor)),
    combine,
  });
  // The same tiles until another answer arrives, because the grid renders all rows again for other tiles.
  const places = wanted.map(({ page, skillPage }) => `${page} ${skillPage}`).join();
  const tiles = useMemo(() => placed(places.split(','), answers), [places, answers]);
  return { tiles, totals: counted.data?.totals, error, retry };
}

function combine(results: readonly UseQueryResult<SkillsMatrix>[]) {
  const failed = results.filter(({ isError, data }) => isError && data === undefined);
  return {
    answers: results.map(({ data }) => data),
    error: failed[0]?.error,
    retry: () => failed.forEach(({ refetch }) => void refetch()),
  };
}

function placed(places: readonly string[], answers: readonly (SkillsMatrix | undefined)[]): (SkillsMatrix | undefined)[][] {
  const tiles: (SkillsMatrix | undefined)[][] = [];
  for (const [index, place] of places.entries()) {
    const [page = 0, skillPage = 0] = place.split(' ').map(Number);
    (tiles[page] ??= [])[skillPage] = answers[index];
  }
  return tiles;
}

const tileIn = (client: QueryClient, filters: MatrixFilters, cursor?: Cursor, skillCursor?: Cursor) =>
  client.getQueryData<SkillsMatrix>(tileQuery(filters, cursor, skillCursor).queryKey);

/** The cursors of the pages up to `last`, as far as they are known. */
function cursorsUpTo(last: number, after: (cursor: Cursor) => string | null | undefined): Cursor[] {
  const cursors: Cursor[] = [undefined];
  while (cursors.length <= last) {
    const next = after(cursors.at(-1));
    if (typeof next !== 'string') break;
    cursors.push(next);
  }
  return cursors;
}
