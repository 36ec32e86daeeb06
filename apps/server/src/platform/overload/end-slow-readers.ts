import type { FastifyInstance } from 'fastify';
import type { OverloadLimits } from './limits.js';

/**
 * Closes the connection of a client that reads a long response very slowly. Otherwise the response would stay in memory and count as
 * running for any length of time, because the silence limit does not apply. No response holds a database connection.
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
        // If nothing is waiting to be read, the server is the slow side.
        if (socket.writableLength > 0 && taken() - before < leastTaken) socket.destroy();
        before = taken();
      }, silence).unref();
      raw.once('finish', () => clearInterval(looking));
    }
    done();
  });
}

/** Whether the payload is a stream of unknown length or longer than the amount that a client must read in time. */
function isLong(payload: unknown, leastTaken: number): boolean {
  if (typeof payload === 'string' || Buffer.isBuffer(payload)) return payload.length > leastTaken;
  return payload !== undefined && payload !== null;
}
