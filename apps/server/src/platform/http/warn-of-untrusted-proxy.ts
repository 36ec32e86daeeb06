import { Logger } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { SECURITY } from '../logging/security-context.js';

const WARNING =
  'X-Forwarded-For arrived and is not trusted: if a proxy of yours stands in front, all its clients count as one address, and failed ' +
  'sign-ins of one lock out the others. Set TRUST_PROXY to the number of proxies. Without a proxy, ignore this: a client made it up.';

/** Warns once where a proxy seems to stand in front that the settings do not know. */
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
