import { createRouter } from '@tanstack/react-router';
import type { Crumb } from '#components/frame/breadcrumb.tsx';
import { paths } from '#config/paths.ts';
import { createQueryClient } from '#lib/api/query-client.ts';
import { reportUnreachable } from '#lib/connection.ts';
import { parseSearch, stringifySearch } from '#lib/search-format.ts';
import { sessionQuery } from '#lib/session/session.ts';
import { isKnownSignedOut } from '#lib/session/signed-out.ts';
import { FailedPage } from './routes/failed-page.tsx';
import { NotFound } from './routes/not-found.tsx';
import { PendingPage } from './routes/pending-page.tsx';
import { routeTree } from './routes/route-tree.ts';

export const queryClient = createQueryClient({ onSignedOut, onUnreachable: () => reportUnreachable(reloadAll) });

export const router = createRouter({
  routeTree,
  context: { queryClient },
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  // TanStack Query decides whether data is fresh.
  defaultPreloadStaleTime: 0,
  // Pages have their own skeletons. The router's skeleton appears only while code loads slowly, and never delays a page.
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
    /** The steps that the route adds to the breadcrumb. */
    crumbs?: readonly Crumb[];
  }
}

/** Opens the sign-in page after any 401 of the current session, and returns to the current page afterwards. */
function onSignedOut(): void {
  if (!isKnownSignedOut()) return;
  const { pathname, href } = router.state.location;
  if (pathname === paths.signIn) return;
  queryClient.removeQueries({ queryKey: sessionQuery.queryKey });
  void router.navigate({ to: paths.signIn, search: { next: href } });
}

function reloadAll(): void {
  void queryClient.invalidateQueries();
  void router.invalidate();
}
