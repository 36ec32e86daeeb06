import type { FastifyInstance } from 'fastify';
import { DomainError } from '../errors/domain-error.js';

/**
 * Passes the body as a stream on routes that declare it (`streamed`), and only there, because no deadline applies to such a body.
 * Must be called before any route is registered.
 */
export function streamBodiesWhereDeclared(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    const declared = route.config?.definition?.streamed;
    if (declared === undefined || fastify.hasContentTypeParser(declared)) return;
    fastify.addContentTypeParser(declared, (request, payload, done) => {
      if (request.routeOptions.config.definition?.streamed === declared) done(null, payload);
      else done(new DomainError('UNSUPPORTED_MEDIA_TYPE', 'This route does not accept this content type.'));
    });
  });
}
