import createClient, { type Client, type ClientOptions } from 'openapi-fetch';
import type { paths } from './schema.ts';

export type ApiClient = Client<paths>;

/** A client whose addresses, parameters, bodies and answers the compiler checks against the API's document. */
export function createApiClient(options: ClientOptions): ApiClient {
  return createClient<paths>(options);
}
