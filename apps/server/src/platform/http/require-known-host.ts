import type { Socket } from 'node:net';
import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { hostNameOf, isLoopback } from '../config/host-name.js';
import { DomainError } from '../errors/domain-error.js';
import { sendProblem, toProblem } from './problem.filter.js';
import { SECURITY } from '../logging/security-context.js';

/** Monitoring calls these routes by the address of the machine or the container. Their responses contain no personal data. */
const WATCHED = new Set(['/healthz', '/readyz', '/metrics']);

/**
 * Rejects requests for unknown hosts. Another site can point its own host name at this server (DNS rebinding), and its pages then
 * have the same origin as our responses; only the name in the Host header shows this. Names of this machine are always known, with
 * any port, because no name server resolves them.
 *
 * A request without a Host header or with several is rejected too (RFC 9112, 3.2), because a proxy may have used another one of
 * them. X-Forwarded-Host is ignored.
 */
export function requireKnownHost(fastify: FastifyInstance, allowedHosts: readonly string[]): void {
  const known = new Set(allowedHosts);
  const isKnown = (name: string | undefined) => name !== undefined && (known.has(name) || isLoopback(name));
  // Almost every request has the same host as the previous one, so the last result is cached.
  let last: { host: string; name: string | undefined } = { host: '', name: undefined };
  const nameOf = (host: string) => {
    if (host !== last.host) last = { host, name: hostNameOf(host) };
    return last.name;
  };
  const warn = warnOnce();
  // Pipelined requests after a rejected one may already have been read. They must not be processed.
  const refused = new WeakSet<Socket>();
  fastify.addHook('onRequest', (request, reply, done) => {
    const { socket } = request.raw;
    const headers = hostHeaders(request);
    const names = hostsOf(request).map(nameOf);
    const isClear = headers === 1 && names.every((name) => name !== undefined);
    const isWatched = headers < 2 && WATCHED.has(request.routeOptions.url ?? '');
    if (!refused.has(socket) && (isWatched || (isClear && names.every(isKnown)))) return done();
    refused.add(socket);
    void reply.header('connection', 'close');
    if (!isClear || names.every(isKnown)) return sendProblem(reply, toProblem({ statusCode: 400 }));
    warn();
    const unknown = new DomainError(
      'UNKNOWN_HOST',
      'This server does not accept requests for this host. Its operator must set PUBLIC_URL to the address that people use, or add the host to ALLOWED_HOSTS.',
    );
    sendProblem(reply, toProblem(unknown));
  });
}

function warnOnce(): () => void {
  let warned = false;
  return () => {
    if (!warned)
      new Logger(SECURITY).warn('rejected a request for an unknown host; if people use that name, set PUBLIC_URL or ALLOWED_HOSTS');
    warned = true;
  };
}

function hostHeaders({ raw: { rawHeaders } }: FastifyRequest): number {
  return rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length;
}

/** The hosts in the Host header and in a request target in absolute form. */
function hostsOf({ headers: { host = '' }, originalUrl }: FastifyRequest): string[] {
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(originalUrl)?.[1];
  return authority === undefined ? [host] : [host, authority];
}
