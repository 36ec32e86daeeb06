import { textOf, type RawSearch } from '#lib/search-params.ts';

/** The address to open after signing in. Addresses of other sites are dropped. */
export function signInSearch(search: RawSearch, origin = location.origin): { next?: string } {
  const next = textOf(search['next']);
  if (next === undefined || !URL.canParse(next, origin)) return { next: undefined };
  const url = new URL(next, origin);
  // Returned as undefined instead of left out, because the router keeps parameters that are missing here.
  if (url.origin !== origin) return { next: undefined };
  // `/.//evil.example` has our origin, but its path alone would lead to another site.
  return { next: `${url.pathname.replace(/^\/+/, '/')}${url.search}${url.hash}` };
}
