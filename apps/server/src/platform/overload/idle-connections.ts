import type { FastifyInstance } from 'fastify';

const HELD_S = 75;
const TOLD_S = 60;

/**
 * Holds idle connections for longer than clients are told. Where both gave one up at the same moment, whatever a client sent
 * just then would be cut off unanswered, and nobody could tell whether it was done.
 */
export function holdIdleConnections(fastify: FastifyInstance): void {
  fastify.server.keepAliveTimeout = HELD_S * 1000;
  // When the answer is sent, so that answers of every hook carry it.
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (reply.raw.shouldKeepAlive) void reply.header('keep-alive', `timeout=${TOLD_S}`);
    done();
  });
}
