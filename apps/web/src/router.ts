import { createRouter } from '@tanstack/react-router';
import type { Crumb } from '#components/frame/breadcrumb.tsx';
import { paths } from '#config/paths.ts';
import { createQueryClient } from '#lib/api/query-client.ts';
import { reportUnreachable } from '#lib/connection.ts';
import { parseSearch, stringifySearch } from '#lib/search-format.ts';
import { sessionQuery } from '#lib/session/session.ts';
import { knowSignedOut } from '#lib/session/signed-out.ts';
import { FailedPage } from './routes/failed-page.tsx';
import { NotFound } from './routes/not-found.tsx';
import { PendingPage } from './routes/pending-page.tsx';
import { routeTree } from './routes/route-tree.ts';

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
