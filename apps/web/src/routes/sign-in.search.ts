import { textOf, type RawSearch } from '#lib/search-params.ts';

/** Where to go after signing in: an address of this application, and of no other. */
export function signInSearch(search: RawSearch, origin = location.origin): { next?: string } {
  const next = textOf(search['next']);
  if (next === undefined || !URL.canParse(next, origin)) return { next: undefined };
  const url = new URL(next, origin);
  // Named even where it is not taken: the router keeps what nobody named.
  if (url.origin !== origin) return { next: undefined };
  // `/.//evil.example` is ours as an address, and its path alone would be another site's.
  return { next: `${url.pathname.replace(/^\/+/, '/')}${url.search}${url.hash}` };
}
