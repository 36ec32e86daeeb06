import createClient, { type Client, type ClientOptions } from 'openapi-fetch';
import type { paths } from './schema.ts';

export type ApiClient = Client<paths>;

/** Creates a client. The compiler checks its paths, parameters, bodies and answers against the API document. */
export function createApiClient(options: ClientOptions): ApiClient {
  return createClient<paths>(options);
}
