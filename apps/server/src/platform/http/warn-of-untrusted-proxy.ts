import { Logger } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { SECURITY } from '../logging/security-context.js';

const WARNING =
  'A request has X-Forwarded-For or Forwarded, but no proxy is trusted. If there is a proxy, all clients count as one address, and failed ' +
  'sign-ins of one client lock out the others: make the proxy write X-Forwarded-For, and set TRUST_PROXY to the number of proxies. If ' +
  'there is no proxy, ignore this warning: the client sent a forged header.';

/** Warns once if a request seems to come through a proxy that is not configured. */
export function warnOfUntrustedProxy(fastify: FastifyInstance, trustedProxies: number): void {
  if (trustedProxies > 0) return;
  let warned = false;
  fastify.addHook('onRequest', ({ headers }, _reply, done) => {
    if (!warned && (headers['x-forwarded-for'] ?? headers.forwarded) !== undefined) {
      warned = true;
      new Logger(SECURITY).warn(WARNING);
    }
    done();
  });
}
