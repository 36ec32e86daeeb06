import { t } from '@lingui/core/macro';
import { createApiClient } from '@skilltrace/api-client/client';
import { ApiProblem } from './api-problem.ts';
import { ApiRequest, isAbort, sendRequest } from './request.ts';

/**
 * The client for all API requests: `answerOf(api.GET('/api/skills/{id}', { params: { path: { id } } }))`. The compiler checks
 * addresses, parameters, bodies and answers against the API's document. Every POST has an Idempotency-Key; pass one as a parameter
 * only to keep it across reloads.
 */
export const api = createApiClient({
  // The client only passes it on.
  Request: ApiRequest as unknown as typeof Request,
  fetch: (request) => sendRequest(request as unknown as ApiRequest),
  querySerializer: queryString,
});

/** The body of an answer; undefined for 204. @throws ApiProblem */
export async function answerOf<Body>(answer: Promise<{ data?: Body }>): Promise<Body> {
  try {
    return (await answer).data as Body;
  } catch (error) {
    if (error instanceof ApiProblem || isAbort(error)) throw error;
    throw new ApiProblem('OFFLINE', 0, t`The connection was lost before the response was complete.`);
  }
}

/** The query string. Omits values that are undefined, null or ''; an array repeats its name. */
export function queryString(query: object): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat() as (string | number | boolean | null | undefined)[])
      if (one !== undefined && one !== null && one !== '') parameters.append(name, String(one));
  }
  return parameters.toString();
}
