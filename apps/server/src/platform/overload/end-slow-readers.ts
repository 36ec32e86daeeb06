import type { FastifyInstance } from 'fastify';
import type { OverloadLimits } from './limits.js';

/**
 * Ends the connection of a client that takes a long answer by the byte. Such an answer would stay in memory, and count as under
 * way, for as long as the client likes; the limit on silence does not end it. No database connection is held by any answer.
 */
export function endSlowReaders(fastify: FastifyInstance, { silence, leastTaken }: Pick<OverloadLimits, 'silence' | 'leastTaken'>): void {
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    const { raw } = reply;
    const { socket } = raw;
    if (isLong(payload, leastTaken) && socket) {
      const taken = () => socket.bytesWritten - socket.writableLength;
      let before = taken();
      const looking = setInterval(() => {
        if (raw.closed || raw.destroyed) return clearInterval(looking);
        // With nothing left to take, it is the server that is slow.
        if (socket.writableLength > 0 && taken() - before < leastTaken) socket.destroy();
        before = taken();
      }, silence).unref();
      raw.once('finish', () => clearInterval(looking));
    }
    done();
  });
}

/** A stream, whose length is not known, or more than a client is asked to take in that time. */
function isLong(payload: unknown, leastTaken: number): boolean {
  if (typeof payload === 'string' || Buffer.isBuffer(payload)) return payload.length > leastTaken;
  return payload !== undefined && payload !== null;
}
