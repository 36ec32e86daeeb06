import type { paths } from '@skilltrace/api-client/schema';
import { hashKey, infiniteQueryOptions, queryOptions, type QueryClient, type QueryKey } from '@tanstack/react-query';
import { answerOf, api, queryString } from './client.ts';

/** An address that can be read. */
export type ReadPath = { [Path in keyof paths]: paths[Path] extends { get: object } ? Path : never }[keyof paths];
type Operation<Path extends ReadPath> = paths[Path]['get'];
type Json<Body> = Body extends { content: { 'application/json': infer Answer } } ? Answer : never;

/** What an address answers with, as the API's document says. */
export type AnswerAt<Path extends ReadPath> = Operation<Path> extends { responses: { 200: infer Body } } ? Json<Body> : never;

/** The ids in an address, and its query. */
export type ParametersOf<Path extends ReadPath> =
  Operation<Path> extends { parameters: infer Parameters } ? Pick<Parameters, keyof Parameters & ('path' | 'query')> : never;

/** The first part of an address, with which the keys of everything under it begin. */
export type Resource = keyof paths extends infer Path ? (Path extends `/api/${infer Rest}` ? FirstOf<Rest> : never) : never;
type FirstOf<Rest extends string> = Rest extends `${infer First}/${string}` ? First : Rest;

/**
 * The key under which an answer is kept: the parts of its address, and its query. `['skills']` is the beginning of the keys of
 * `/api/skills`, of `/api/skills/{id}` and of what lies below.
 */
export function keyOf<Path extends ReadPath>(path: Path, parameters: ParametersOf<Path>) {
  const { path: ids = {}, query } = parameters as { path?: Record<string, string | number>; query?: object };
  const parts = path
    .replace('/api/', '')
    .split('/')
    .map((part) => (part.startsWith('{') ? (ids[part.slice(1, -1)] ?? part) : part));
  return query === undefined ? parts : [...parts, query];
}

/** A read of the API, for `useQuery`. */
export function apiQuery<Path extends ReadPath>(path: Path, parameters: ParametersOf<Path>) {
  return queryOptions({ queryKey: keyOf(path, parameters), queryFn: ({ signal }) => read(path, parameters, signal) });
}

/** The same read, which shows the answer to another query of that address until its own is there. */
export function withPreviousInSight<Options extends { queryKey: QueryKey }>(options: Options) {
  const addressIn = (key: QueryKey) => hashKey(key.slice(0, -1));
  const placeholderData = <Answer>(previous: Answer | undefined, query?: { queryKey: QueryKey }): Answer | undefined =>
    query && addressIn(query.queryKey) === addressIn(options.queryKey) ? previous : undefined;
  return { ...options, placeholderData };
}

/** A list of the API, page by page: for `useInfiniteQuery`, and `<InfiniteList>` to show it. */
export function apiPages<Path extends ReadPath>(path: Path, parameters: ParametersOf<Path>) {
  return infiniteQueryOptions({
    // Pages are kept in another form than a single answer.
    queryKey: [...keyOf(path, parameters), 'pages'],
    queryFn: ({ pageParam, signal }) => {
      const { query } = parameters as { query?: object };
      return read(path, { ...parameters, query: { ...query, cursor: pageParam } }, signal);
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => (page as { nextCursor: string | null }).nextCursor ?? undefined,
  });
}

/** Where the browser itself loads an answer from, as for a download. */
export function addressOf<Path extends ReadPath>(path: Path, { query }: { query: ParametersOf<Path>['query' & keyof ParametersOf<Path>] }) {
  const text = queryString(query as object);
  return text === '' ? path : `${path}?${text}`;
}

/** Asks again for everything that is kept under these resources. */
export function invalidate(queryClient: QueryClient, ...resources: readonly Resource[]): Promise<unknown> {
  return Promise.all(resources.map((resource) => queryClient.invalidateQueries({ queryKey: [resource] })));
}

// The parameters are those of the address, which the client's own types cannot follow through a type parameter.
function read<Path extends ReadPath>(path: Path, params: object, signal: AbortSignal): Promise<AnswerAt<Path>> {
  const get = api.GET as (path: string, options: object) => Promise<{ data?: AnswerAt<Path> }>;
  return answerOf(get(path, { params, signal }));
}
