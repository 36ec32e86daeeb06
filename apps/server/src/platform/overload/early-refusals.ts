import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Admission } from '../http/admission.js';
import { DomainError } from '../errors/domain-error.js';
import { sendProblem, toProblem } from '../http/problem.filter.js';
import type { OverloadLimits } from './limits.js';

/** The largest body, in bytes, from any client. Larger bodies are read only if the access rule of the route admits the caller. */
export const LARGEST_BODY_WITHOUT_CALLER = 16 * 1024;
const LARGE = 1024 * 1024;

/**
 * Checks a request before its body is read. Rejects a body that is too large, is compressed, has the wrong media type or is for an
 * unknown route, and a body over 16 kB from a caller who may not send it. This way, callers who are not signed in cannot fill the
 * memory of the server.
 */
export class EarlyRefusals {
  private largeBodies = 0;
  private readonly patientWith = new WeakSet<Socket>();
  private readonly waitToSend = new WeakSet<IncomingMessage>();

  constructor(
    private readonly admission: Admission,
    private readonly limits: Pick<OverloadLimits, 'largeBodies'>,
  ) {}

  /** Whether the connection has no deadline, because it carries a large body from an authorized caller. */
  isPatientWith(socket: Socket): boolean {
    return this.patientWith.has(socket);
  }

  /** Must be called before any route is registered, and after all other request hooks, because the body is requested after the last one. */
  protect(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', (route) => {
      if (route.config?.definition?.access.open) route.bodyLimit = LARGEST_BODY_WITHOUT_CALLER;
    });
    // A client that sends `Expect: 100-continue` gets 100 only if the request is acceptable.
    fastify.server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
      this.waitToSend.add(request);
      fastify.server.emit('request', request, response);
    });
    fastify.addHook('onRequest', (request, reply, done) => {
      const size = bodySize(request);
      if (size === 0) return done();
      const problem = this.refusal(request, reply, size);
      if (problem) return sendProblem(reply, toProblem(problem));
      const goOn = () => {
        if (this.waitToSend.has(request.raw)) reply.raw.writeContinue();
        done();
      };
      const { definition } = request.routeOptions.config;
      if (size <= LARGEST_BODY_WITHOUT_CALLER || !definition || definition.access.open) return goOn();
      this.admission.admit(request, definition).then(() => {
        const isLarge = size > LARGE && (request.routeOptions.bodyLimit > LARGE || definition.streamed !== undefined);
        if (!isLarge || this.takeLarge(request, reply)) goOn();
        else
          sendProblem(
            reply,
            toProblem(new DomainError('UNAVAILABLE', 'The server is already reading several large bodies. Try again shortly.')),
          );
        return undefined;
      }, done);
    });
  }

  private refusal(request: FastifyRequest, reply: FastifyReply, size: number): DomainError | undefined {
    if (request.is404) return new DomainError('NOT_FOUND', 'No route exists at this address.');
    const encoding = request.headers['content-encoding'];
    if (encoding !== undefined && encoding !== 'identity') {
      void reply.header('accept-encoding', 'identity');
      return new DomainError('UNSUPPORTED_MEDIA_TYPE', 'The server does not accept compressed bodies.');
    }
    const { bodyLimit, config } = request.routeOptions;
    const takes = config.definition?.streamed ?? 'application/json';
    if (mediaType(request) !== takes)
      return new DomainError('UNSUPPORTED_MEDIA_TYPE', 'This route accepts {mediaType}.', { params: { mediaType: takes } });
    if (Number.isFinite(size) && size > bodyLimit && !config.definition?.streamed)
      return new DomainError('PAYLOAD_TOO_LARGE', 'The body is larger than this route accepts.');
    return undefined;
  }

  /** Reserves one of the places for large bodies until the response is sent. Returns false if none is free. */
  private takeLarge({ raw }: FastifyRequest, reply: FastifyReply): boolean {
    if (this.largeBodies >= this.limits.largeBodies) return false;
    if (reply.raw.destroyed) return true;
    this.largeBodies += 1;
    this.patientWith.add(raw.socket);
    reply.raw.once('close', () => {
      this.largeBodies -= 1;
      this.patientWith.delete(raw.socket);
    });
    return true;
  }
}

function mediaType({ headers }: FastifyRequest): string | undefined {
  return headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
}

/** The announced size of the body in bytes: 0 if there is none, infinite for a chunked body. */
function bodySize({ headers }: FastifyRequest): number {
  if (headers['transfer-encoding'] !== undefined) return Infinity;
  return Number(headers['content-length'] ?? 0);
}
