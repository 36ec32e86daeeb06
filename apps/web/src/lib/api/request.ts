import { t } from '@lingui/core/macro';
import type { Problem } from '@skilltrace/contract';
import { watchSession } from '../session/signed-out.ts';
import { ApiProblem } from './api-problem.ts';
import { deleteAnsweredKey, idempotencyKeyOf, storeUnansweredKey } from './idempotency-key.ts';
import { translateProblem } from './translate-problem.ts';

/** The arguments of `fetch`, kept for retries: the browser's own `Request` can be sent only once. */
export class ApiRequest {
  constructor(
    readonly url: string,
    readonly init: RequestInit & { method: string; headers: Headers },
  ) {}
}

/**
 * Sends a request of the API's client, with the session in its cookie.
 *
 * @returns a successful response
 * @throws ApiProblem for every other response
 */
export async function sendRequest(request: ApiRequest): Promise<Response> {
  const onSignedOut = watchSession();
  let response = await send(request);
  for (let attempt = 1; isToRepeat(response, request, attempt); attempt++) {
    await pause(retryAfterOf(response) ?? 0, request.init.signal);
    response = await send(request);
  }
  if (response.status === 401) onSignedOut();
  if (!response.ok) throw await problemOf(response, request);
  return response;
}

const MOST_ATTEMPTS = 5;
const LONGEST_PAUSE_S = 5;

/**
 * The person has too many requests running. The server did nothing, so every request can be sent again soon. Sign-in attempts are
 * different: their limit lasts minutes.
 */
function isToRepeat(response: Response, { url, init }: ApiRequest, attempt: number): boolean {
  if (response.status !== 429 || attempt >= MOST_ATTEMPTS || init.keepalive === true || url.startsWith('/api/session')) return false;
  const retryAfterS = retryAfterOf(response);
  return retryAfterS !== undefined && retryAfterS <= LONGEST_PAUSE_S;
}

/** In seconds, if the server sent it. */
function retryAfterOf(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds : undefined;
}

function pause(seconds: number, signal?: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new DOMException('Aborted', 'AbortError'));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, seconds * 1000);
    if (signal?.aborted) return stop();
    signal?.addEventListener('abort', stop, { once: true });
  });
}

async function send({ url, init }: ApiRequest): Promise<Response> {
  const { method, body } = init;
  const headers = new Headers(init.headers);
  if (!headers.has('accept')) headers.set('accept', 'application/json');
  const repeatable = method === 'POST' && (body === undefined || typeof body === 'string') ? `${url}\n${body ?? ''}` : undefined;
  const key = method === 'POST' ? (headers.get('idempotency-key') ?? idempotencyKeyOf(repeatable ?? '')) : undefined;
  if (key !== undefined) headers.set('idempotency-key', key);
  try {
    const response = await fetch(url, { ...init, headers, credentials: 'same-origin' });
    if (repeatable !== undefined) deleteAnsweredKey(repeatable);
    return response;
  } catch (error) {
    if (repeatable !== undefined && key !== undefined) storeUnansweredKey(repeatable, key);
    if (isAbort(error)) throw error;
    throw new ApiProblem('OFFLINE', 0, t`The server cannot be reached.`);
  }
}

async function problemOf(response: Response, { url, init }: ApiRequest): Promise<ApiProblem> {
  // This answer is never shown: the page asks the person to sign in, without waiting for words.
  const isSessionCheck = url === '/api/session' && init.method === 'GET' && response.status === 401;
  const retryAfterS = retryAfterOf(response);
  const { status } = response;
  try {
    const sent = (await response.json()) as Problem;
    const { code, detail, errors, params } = isSessionCheck ? sent : await translateProblem(sent);
    return new ApiProblem(code, sent.status, detail, errors, retryAfterS, params);
  } catch {
    // A proxy in front of the server answers in its own format.
    return new ApiProblem('UNREADABLE', status, t`The server sent an unexpected response (status ${status}).`, [], retryAfterS);
  }
}

/** Whether the caller aborted the request. */
export const isAbort = (error: unknown) => error instanceof DOMException && error.name === 'AbortError';
