import { createRouter, type AnyRoute } from '@tanstack/react-router';
import type { Crumb } from '#components/frame/breadcrumb.tsx';
import { paths } from '#config/paths.ts';
import { prefetchTracker } from '#features/skill-tracker/prefetch-tracker.ts';
import { createQueryClient } from '#lib/api/query-client.ts';
import { reportUnreachable } from '#lib/connection.ts';
import { parseSearch, stringifySearch } from '#lib/search-format.ts';
import { sessionQuery } from '#lib/session/session.ts';
import { knowSignedOut } from '#lib/session/signed-out.ts';
import { FailedPage } from './routes/failed-page.tsx';
import { NotFound } from './routes/not-found.tsx';
import { PendingPage } from './routes/pending-page.tsx';
import { frameId, routeTree } from './routes/route-tree.ts';
import { skillTrackerSearch } from './routes/skill-tracker.search.ts';

export const queryClient = createQueryClient({ onSignedOut, onUnreachable: () => reportUnreachable(comeBack) });

export const router = createRouter({
  routeTree,
  context: { queryClient },
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  // The query library decides what is fresh.
  defaultPreloadStaleTime: 0,
  // A page begins with skeletons of its own; those of the router are for code that takes long to come, and never hold it up.
  defaultPendingMs: 250,
  defaultPendingMinMs: 0,
  scrollRestoration: true,
  defaultErrorComponent: FailedPage,
  defaultNotFoundComponent: NotFound,
  defaultPendingComponent: PendingPage,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
  interface StaticDataRouteOption {
    /** What the route adds to "where I am". */
    crumbs?: readonly Crumb[];
  }
}

/**
 * Asks for the session, for the code of the page, and as soon as it is known who asks for what the page shows, all while React
 * begins: one after the other they would be three waits more.
 */
export function beginLoading(): void {
  const { pathname } = window.location;
  const [routes, raw, page] = router.getMatchedRoutes(pathname);
  // What fails here fails again where it is needed, and is shown there.
  for (const route of routes) router.loadRouteChunk(route)?.catch(() => {});
  if (routes.some(({ id }) => id === frameId)) beginPage(page, raw).catch(() => {});
}

/** Does what the router will do once React is there, and finds done then. */
async function beginPage(page: AnyRoute | undefined, raw: Record<string, string>): Promise<void> {
  const session = await queryClient.fetchQuery(sessionQuery);
  if (page?.fullPath === paths.home || page?.fullPath === paths.me)
    return void prefetchTracker(queryClient, session.profile.id, skillTrackerSearch({ ...router.latestLocation.search }));
  const { loader, params } = page?.options ?? {};
  if (typeof loader === 'function')
    void loader({ context: { queryClient, session }, params: params?.parse?.(raw) ?? {}, location: router.latestLocation });
}

/** Any answer of 401, wherever it came up: to the sign-in page, and back to here afterwards. */
function onSignedOut(): void {
  knowSignedOut();
  const { pathname, href } = router.state.location;
  if (pathname === paths.signIn) return;
  queryClient.removeQueries({ queryKey: sessionQuery.queryKey });
  void router.navigate({ to: paths.signIn, search: { next: href } });
}

function comeBack(): void {
  void queryClient.invalidateQueries();
  void router.invalidate();
}
