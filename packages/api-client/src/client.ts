import createClient, { type Client, type ClientOptions, type Middleware } from 'openapi-fetch';
import type { paths } from './schema.ts';

/** Answers as CSV are files, so their text is not among the answers of the typed methods. */
type AnswerType = 'application/json' | 'application/problem+json' | 'application/x-ndjson' | 'text/plain';

export type ApiClient = Client<paths, AnswerType>;

/** Creates a client. The compiler checks its paths, parameters, bodies and answers against the API document. */
export function createApiClient(options: ClientOptions): ApiClient {
  return createClient<paths, AnswerType>(options);
}

const HEADER = 'skilltrace-position';

/**
 * Lets a program with an API token read what it has just written, also if a standby or another server answers: sends back the position that
 * the answers to its writes named. Browsers do this with a cookie.
 *
 * @example api.use(readYourWrites())
 */
export function readYourWrites(): Middleware {
  let latest = 0;
  return {
    onRequest: ({ request }) => {
      if (latest > 0) request.headers.set(HEADER, String(latest));
      return request;
    },
    onResponse: ({ response }) => {
      // Answers to simultaneous writes can arrive in any order.
      latest = Math.max(latest, Number(response.headers.get(HEADER) ?? 0));
    },
  };
}
