import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { sendProblem, toProblem } from '../errors/problem.filter.js';

/**
 * Refuses a request without a Host, or with several (RFC 9112, 3.2): whoever stands in front may have gone by another one
 * than we would. Node refuses the former by itself, though not as a problem, and takes the first of the latter.
 */
export function requireOneHost(fastify: FastifyInstance): void {
  // What came along with a refused request may have been read already; nothing of it is done.
  const refused = new WeakSet<Socket>();
  fastify.addHook('onRequest', (request, reply, done) => {
    const { rawHeaders, httpVersion, socket } = request.raw;
    let hosts = 0;
    for (let at = 0; at < rawHeaders.length; at += 2) {
      const name = rawHeaders[at];
      if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1;
    }
    const isClear = hosts === 1 || (hosts === 0 && httpVersion === '1.0');
    if (isClear && !refused.has(socket)) return done();
    refused.add(socket);
    void reply.header('connection', 'close');
    sendProblem(reply, toProblem({ statusCode: 400 }));
  });
}
