import type { FastifyInstance } from 'fastify';

const TOLD_S = 60;

/**
 * Asks clients to let go of an idle connection twelve seconds before the server closes it (Fastify's 72 seconds). If both gave it
 * up in the same moment, a request that a client sent just then would get no answer, and its client would not know whether it was done.
 */
export function holdIdleConnections(fastify: FastifyInstance): void {
  // When the answer is sent, so that answers of every hook carry it.
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (reply.raw.shouldKeepAlive) void reply.header('keep-alive', `timeout=${TOLD_S}`);
    done();
  });
}
