import type { FastifyRequest } from 'fastify';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a browser on another site's behalf tries to write with our cookie. Browsers state the origin of every write
 * and cannot be made to lie about it; programs that send a token instead of the cookie are not concerned.
 */
export function isForeignWrite(request: Pick<FastifyRequest, 'method' | 'headers'>, publicUrl: string): boolean {
  if (READS.has(request.method) || request.headers.authorization !== undefined) return false;
  const { origin } = request.headers;
  const own = new URL(publicUrl);
  if (origin !== undefined) return origin !== own.origin && !isOwnHost(origin, request.headers.host, own);
  const site = request.headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

/** The page was served from the very host that the request goes to, as when the port is forwarded; never http beside https. */
function isOwnHost(origin: string, host: string | undefined, { protocol }: URL): boolean {
  if (!URL.canParse(origin) || host === undefined) return false;
  const from = new URL(origin);
  return from.host === host && (protocol !== 'https:' || from.protocol === 'https:');
}
