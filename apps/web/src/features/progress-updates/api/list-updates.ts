import type { Page, ShownProgressUpdate } from '@skilltrace/contract';
import { queryOptions, type InfiniteData, type QueryClient } from '@tanstack/react-query';
import { apiPages, apiQuery } from '#lib/api/queries.ts';

export type Feed = InfiniteData<Page<ShownProgressUpdate>, string | undefined>;

/**
 * The updates of a project, newest first. It never reloads by itself, because after scrolling through thousands of updates that
 * would load every page again, one after the other. `newestUpdateQuery` detects newer updates.
 */
export const feedQuery = (projectId: number) => ({
  ...apiPages('/api/progress_updates', { query: { projectId, limit: 100 } }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Only the newest update, reloaded each minute while the page is visible. */
export const newestUpdateQuery = (projectId: number) =>
  queryOptions({
    ...apiQuery('/api/progress_updates', { query: { projectId, limit: 1 } }),
    select: ({ items }) => items[0],
    staleTime: 0,
    refetchInterval: 60_000,
  });

/** Replaces an update in the cached feed, or adds it as the newest. */
export function putIntoFeed(queryClient: QueryClient, update: ShownProgressUpdate): void {
  queryClient.setQueryData<Feed>(feedQuery(update.projectId).queryKey, (feed) => feed && withUpdate(feed, update));
}

/** The feed with an update changed, or with a new one on top. */
export function withUpdate(feed: Feed, update: ShownProgressUpdate): Feed {
  const isThere = feed.pages.some(({ items }) => items.some(({ id }) => id === update.id));
  const pages = feed.pages.map((page, index) => {
    if (isThere) return { ...page, items: page.items.map((item) => (item.id === update.id ? update : item)) };
    return index === 0 ? { ...page, items: [update, ...page.items] } : page;
  });
  return { ...feed, pages };
}
