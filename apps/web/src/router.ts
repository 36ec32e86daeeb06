import { createRouter } from '@tanstack/react-router';
import type { Crumb } from '#components/frame/breadcrumb.tsx';
import { paths } from '#config/paths.ts';
import { createQueryClient } from '#lib/api/query-client.ts';
import { reportUnreachable } from '#lib/connection.ts';
import { parseSearch, stringifySearch } from '#lib/search-format.ts';
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
  defaultPendingMs: 250,
  defaultPendingMinMs: 200,
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
  const { pathname, href } = router.state.location;
  if (pathname === paths.signIn) return;
  queryClient.removeQueries({ queryKey: ['session'] });
  void router.navigate({ to: paths.signIn, search: { next: href } });
}

function comeBack(): void {
  void queryClient.invalidateQueries();
  void router.invalidate();
}
