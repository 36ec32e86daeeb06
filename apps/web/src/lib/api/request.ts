import type { Problem } from '@skilltrace/contract';
import { isolateWithin } from '../isolate.ts';
import { ApiProblem } from './api-problem.ts';
import { forgetAnswered, idempotencyKeyOf, rememberUnanswered } from './idempotency-key.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type QueryValue = string | number | boolean | null | undefined;

export interface RequestOptions {
  /** Values that are undefined, null or '' are left out; an array is repeated. */
  query?: Readonly<Record<string, QueryValue | readonly QueryValue[]>>;
  /** Sent as JSON; text is sent as it is, with `contentType`. */
  body?: unknown;
  contentType?: string;
  signal?: AbortSignal;
  /** Every POST has one (`idempotency-key.ts`); hand one in only to keep it across reloads. */
  idempotencyKey?: string;
  /** Goes on when the page is left meanwhile. Bodies up to 64 KiB. */
  keepalive?: boolean;
}

/**
 * The one way to the API: JSON in, JSON out, the session in its cookie.
 *
 * @returns the body of the answer; undefined for 204
 * @throws ApiProblem for everything else
 */
export async function request<Answer>(method: Method, path: string, options: RequestOptions = {}): Promise<Answer> {
  let response = await send(method, path, options);
  for (let attempt = 1; isToRepeat(response, path, options, attempt); attempt++) {
    await pause(retryAfterOf(response) ?? 0, options.signal);
    response = await send(method, path, options);
  }
  if (!response.ok) throw await problemOf(response);
  if (response.status === 204) return undefined as Answer;
  try {
    return (await response.json()) as Answer;
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new ApiProblem('OFFLINE', 0, 'The answer of the server broke off.');
  }
}

const MOST_ATTEMPTS = 5;
const LONGEST_PAUSE_S = 5;

/**
 * More under way than one person may have at once: nothing was done, so that anything may be sent again, and soon. Not attempts
 * to sign in, which are limited for another reason, and by minutes.
 */
function isToRepeat(response: Response, path: string, { keepalive }: RequestOptions, attempt: number): boolean {
  if (response.status !== 429 || attempt >= MOST_ATTEMPTS || keepalive === true || path.startsWith('/api/session')) return false;
  const retryAfterS = retryAfterOf(response);
  return retryAfterS !== undefined && retryAfterS <= LONGEST_PAUSE_S;
}

/** In seconds, where the server said so. */
function retryAfterOf(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds : undefined;
}

function pause(seconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new DOMException('Broken off', 'AbortError'));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, seconds * 1000);
    if (signal?.aborted) return stop();
    signal?.addEventListener('abort', stop, { once: true });
  });
}

async function send(method: Method, path: string, options: RequestOptions): Promise<Response> {
  const { query, body, contentType, signal, idempotencyKey, keepalive } = options;
  const url = `${path}${queryString(query)}`;
  const content = body === undefined || contentType !== undefined ? (body as BodyInit | undefined) : JSON.stringify(body);
  const headers = new Headers({ accept: 'application/json' });
  if (content !== undefined) headers.set('content-type', contentType ?? 'application/json');
  const repeatable = method === 'POST' && (content === undefined || typeof content === 'string') ? `${url}\n${content ?? ''}` : undefined;
  const key = method === 'POST' ? (idempotencyKey ?? idempotencyKeyOf(repeatable ?? '')) : undefined;
  if (key !== undefined) headers.set('idempotency-key', key);
  try {
    const response = await fetch(url, { method, headers, signal, keepalive, credentials: 'same-origin', body: content });
    if (repeatable !== undefined) forgetAnswered(repeatable);
    return response;
  } catch (error) {
    if (repeatable !== undefined && key !== undefined) rememberUnanswered(repeatable, key);
    if (isAbort(error)) throw error;
    throw new ApiProblem('OFFLINE', 0, 'The server cannot be reached.');
  }
}

function queryString(query: RequestOptions['query'] = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) if (one !== undefined && one !== null && one !== '') parameters.append(name, String(one));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const retryAfterS = retryAfterOf(response);
  try {
    const problem = (await response.json()) as Problem;
    const errors = problem.errors?.map(({ path, message }) => ({ path, message: isolateWithin(message) }));
    return new ApiProblem(problem.code, problem.status, isolateWithin(problem.detail), errors, retryAfterS);
  } catch {
    // A proxy before the server answers in its own form.
    return new ApiProblem('UNREADABLE', response.status, `The server answered with ${response.status}.`, [], retryAfterS);
  }
}

const isAbort = (error: unknown) => error instanceof DOMException && error.name === 'AbortError';
