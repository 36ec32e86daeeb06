import { textOf, type RawSearch } from '#lib/search-params.ts';

/** Where to go after signing in: an address of this application, and of no other. */
export function signInSearch(search: RawSearch): { next?: string } {
  const next = textOf(search['next']);
  if (next === undefined || !URL.canParse(next, location.origin)) return { next: undefined };
  const url = new URL(next, location.origin);
  // Named even where it is not taken: the router keeps what nobody named.
  return url.origin === location.origin ? { next: `${url.pathname}${url.search}${url.hash}` } : { next: undefined };
}
