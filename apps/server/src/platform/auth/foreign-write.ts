import type { FastifyRequest } from 'fastify';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether another site makes a browser write with our cookie. Browsers send the origin with every write, and a page cannot forge
 * it. Requests with a token instead of the cookie are not affected.
 */
export function isForeignWrite(request: Pick<FastifyRequest, 'method' | 'headers'>, publicUrl: string): boolean {
  if (READS.has(request.method) || request.headers.authorization !== undefined) return false;
  const { origin } = request.headers;
  const own = new URL(publicUrl);
  if (origin !== undefined) return origin !== own.origin && !isOwnHost(origin, request.headers.host, own);
  const site = request.headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

/**
 * Whether the page comes from the host that the request goes to, as with a forwarded port. An http page never counts if PUBLIC_URL is
 * https.
 */
function isOwnHost(origin: string, host: string | undefined, { protocol }: URL): boolean {
  if (!URL.canParse(origin) || host === undefined) return false;
  const from = new URL(origin);
  return from.host === host && (protocol !== 'https:' || from.protocol === 'https:');
}
