import type { Page, Signal } from '@skilltrace/contract';
import { LARGEST_PAGE_SIZE } from '@skilltrace/domain/limits';
import { queryOptions } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';
import { projectIdsOf } from '../group-signals.ts';

const MOST_PAGES = 5;

/** The projects that somebody joined or completed and that left signals, latest first: whoever asks may filter by them. */
export const projectsOfPersonQuery = (personId: number) =>
  queryOptions({
    queryKey: ['users', personId, 'skills', 'projects'],
    queryFn: async ({ signal }) => {
      const signals: Signal[] = [];
      let cursor: string | null | undefined;
      for (let page = 0; page < MOST_PAGES && cursor !== null; page++) {
        const query = { sourceType: 'project', limit: LARGEST_PAGE_SIZE, cursor };
        const { items, nextCursor } = await request<Page<Signal>>('GET', `/api/users/${personId}/skills/activity`, { query, signal });
        signals.push(...items);
        cursor = nextCursor;
      }
      return projectIdsOf(signals);
    },
    staleTime: 5 * 60_000,
  });
