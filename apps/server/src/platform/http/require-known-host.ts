import type { Socket } from 'node:net';
import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { hostNameOf, isLoopback } from '../config/host-name.js';
import { DomainError } from '../errors/domain-error.js';
import { sendProblem, toProblem } from './problem.filter.js';
import { SECURITY } from '../logging/security-context.js';

/** Machines that watch the server call these by the address of the machine or the container; no answer is about a person. */
const WATCHED = new Set(['/healthz', '/readyz', '/metrics']);

/**
 * Rejects a request for a host that the server does not know. A page of another site can have its own name lead to this server
 * (DNS rebinding) and is then of the same origin as every answer; the name in the Host header is what gives it away. Names of
 * this machine are always known, with any port, because no name server decides where they lead.
 *
 * A request without a Host, or with several, is rejected too (RFC 9112, 3.2): a proxy in front may have gone by another one.
 * X-Forwarded-Host never counts.
 */
export function requireKnownHost(fastify: FastifyInstance, allowedHosts: readonly string[]): void {
  const known = new Set(allowedHosts);
  const isKnown = (name: string | undefined) => name !== undefined && (known.has(name) || isLoopback(name));
  // Nearly every request names the host that the one before it did.
  let last: { host: string; name: string | undefined } = { host: '', name: undefined };
  const nameOf = (host: string) => {
    if (host !== last.host) last = { host, name: hostNameOf(host) };
    return last.name;
  };
  const warn = warnOnce();
  // What came along with a refused request may have been read already; nothing of it is done.
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
      'This server does not answer for the host that the request names. Its operator sets PUBLIC_URL to the address that people use, or adds the host to ALLOWED_HOSTS.',
    );
    sendProblem(reply, toProblem(unknown));
  });
}

function warnOnce(): () => void {
  let warned = false;
  return () => {
    if (!warned)
      new Logger(SECURITY).warn('a request for an unknown host was refused; set PUBLIC_URL or ALLOWED_HOSTS if people use that name');
    warned = true;
  };
}

function hostHeaders({ raw: { rawHeaders } }: FastifyRequest): number {
  return rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length;
}

/** The hosts that a request names, in its Host header and in a target of absolute form. */
function hostsOf({ headers: { host = '' }, originalUrl }: FastifyRequest): string[] {
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(originalUrl)?.[1];
  return authority === undefined ? [host] : [host, authority];
}
