import type { paths } from '@skilltrace/api-client/schema';
import { hashKey, infiniteQueryOptions, queryOptions, type QueryClient, type QueryKey } from '@tanstack/react-query';
import { answerOf, api, queryString } from './client.ts';

/** A path with a GET operation. */
export type ReadPath = { [Path in keyof paths]: paths[Path] extends { get: object } ? Path : never }[keyof paths];
type Operation<Path extends ReadPath> = paths[Path]['get'];
type Json<Body> = Body extends { content: { 'application/json': infer Answer } } ? Answer : never;

/** The body of the answer, from the API's document. */
export type AnswerAt<Path extends ReadPath> = Operation<Path> extends { responses: { 200: infer Body } } ? Json<Body> : never;

/** The path parameters and the query of a path. */
export type ParametersOf<Path extends ReadPath> =
  Operation<Path> extends { parameters: infer Parameters } ? Pick<Parameters, keyof Parameters & ('path' | 'query')> : never;

/** The first part of a path. The keys of all paths below begin with it. */
export type Resource = keyof paths extends infer Path ? (Path extends `/api/${infer Rest}` ? FirstOf<Rest> : never) : never;
type FirstOf<Rest extends string> = Rest extends `${infer First}/${string}` ? First : Rest;

/**
 * The cache key of an answer: the parts of its path, and its query. `['skills']` is the beginning of the keys of `/api/skills`,
 * `/api/skills/{id}` and all paths below.
 */
export function keyOf<Path extends ReadPath>(path: Path, parameters: ParametersOf<Path>) {
  const { path: ids = {}, query } = parameters as { path?: Record<string, string | number>; query?: object };
  const parts = path
    .replace('/api/', '')
    .split('/')
    .map((part) => (part.startsWith('{') ? (ids[part.slice(1, -1)] ?? part) : part));
  return query === undefined ? parts : [...parts, query];
}

/** A GET request, for `useQuery`. */
export function apiQuery<Path extends ReadPath>(path: Path, parameters: ParametersOf<Path>) {
  return queryOptions({ queryKey: keyOf(path, parameters), queryFn: ({ signal }) => read(path, parameters, signal) });
}

/** The same query, which shows the previous answer for that path until its own answer arrives. */
export function withPreviousAnswer<Options extends { queryKey: QueryKey }>(options: Options) {
  const addressIn = (key: QueryKey) => hashKey(key.slice(0, -1));
  const placeholderData = <Answer>(previous: Answer | undefined, query?: { queryKey: QueryKey }): Answer | undefined =>
    query && addressIn(query.queryKey) === addressIn(options.queryKey) ? previous : undefined;
  return { ...options, placeholderData };
}

const PAGES = 'pages';
/** The parameters that select a page. */
const OF_A_PAGE = new Set(['limit', 'cursor', 'skillLimit', 'skillCursor']);

/** A paginated list, for `useInfiniteQuery` and `<InfiniteList>`. */
export function apiPages<Path extends ReadPath>(path: Path, parameters: ParametersOf<Path>) {
  return infiniteQueryOptions({
    // A separate key, because pages are cached in a different form than a single answer.
    queryKey: [...keyOf(path, parameters), PAGES],
    queryFn: ({ pageParam, signal }) => {
      const { query } = parameters as { query?: object };
      return read(path, { ...parameters, query: { ...query, cursor: pageParam } }, signal);
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => (page as { nextCursor: string | null }).nextCursor ?? undefined,
  });
}

/** The URL of a GET request that the browser itself sends, such as a download. */
export function addressOf<Path extends ReadPath>(path: Path, { query }: { query: ParametersOf<Path>['query' & keyof ParametersOf<Path>] }) {
  const text = queryString(query as object);
  return text === '' ? path : `${path}?${text}`;
}

/** The URL of the CSV with all rows that match a query, in the form that spreadsheets open. */
export function csvAddressOf({ queryKey }: { queryKey: QueryKey }): string {
  const parts = queryKey.filter((part) => typeof part !== 'object' && part !== PAGES);
  const filters = Object.entries(queryKey.find((part) => typeof part === 'object') ?? {}).filter(([name]) => !OF_A_PAGE.has(name));
  return `/api/${parts.join('/')}?${queryString({ ...Object.fromEntries(filters), bom: true })}`;
}

/** Reloads all cached queries of these resources. */
export function invalidate(queryClient: QueryClient, ...resources: readonly Resource[]): Promise<unknown> {
  return Promise.all(resources.map((resource) => queryClient.invalidateQueries({ queryKey: [resource] })));
}

// The types of the client cannot follow a path that is a type parameter, so this is a cast.
function read<Path extends ReadPath>(path: Path, params: object, signal: AbortSignal): Promise<AnswerAt<Path>> {
  const get = api.GET as (path: string, options: object) => Promise<{ data?: AnswerAt<Path> }>;
  return answerOf(get(path, { params, signal }));
}
