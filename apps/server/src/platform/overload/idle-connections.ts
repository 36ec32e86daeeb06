import type { FastifyInstance } from 'fastify';

const CLIENT_TIMEOUT_S = 60;

/**
 * Asks clients to close idle connections twelve seconds before the server does (Fastify's 72 seconds). If the server closed a
 * connection just when a client sends a request, the client would get no response and would not know whether it was processed.
 */
export function holdIdleConnections(fastify: FastifyInstance): void {
  // In onSend, so that responses sent by any hook have the header.
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (reply.raw.shouldKeepAlive) void reply.header('keep-alive', `timeout=${CLIENT_TIMEOUT_S}`);
    done();
  });
}
