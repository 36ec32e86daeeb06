import { Logger } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { SECURITY } from '../logging/security-context.js';

const WARNING =
  'A request has X-Forwarded-For or Forwarded, and no proxy is trusted. Behind a proxy, all clients then count as one address, and failed ' +
  'sign-ins of one lock out the others: let the proxy write X-Forwarded-For, and set TRUST_PROXY to the number of proxies. Without a ' +
  'proxy, ignore this: the client made the header up.';

/** Warns once where a request seems to have passed a proxy that the settings do not know. */
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
