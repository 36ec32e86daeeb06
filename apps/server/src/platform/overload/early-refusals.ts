import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Admission } from '../http/admission.js';
import { DomainError } from '../errors/domain-error.js';
import { sendProblem, toProblem } from '../http/problem.filter.js';
import type { OverloadLimits } from './limits.js';

/** Bytes of a body that are taken from anybody; more only from those whom the route's rule lets pass. */
export const FROM_ANYBODY = 16 * 1024;
const LARGE = 1024 * 1024;

/**
 * Looks at a request before its body is read. Rejects a body that is too large, compressed, of a media type that the route does
 * not take, or for an unknown address, and one of more than 16 kB from a caller who may not send it. So a caller who is not
 * signed in cannot fill the memory of the server.
 */
export class EarlyRefusals {
  private largeBodies = 0;
  private readonly patientWith = new WeakSet<Socket>();
  private readonly waitToSend = new WeakSet<IncomingMessage>();

  constructor(
    private readonly admission: Admission,
    private readonly limits: Pick<OverloadLimits, 'largeBodies'>,
  ) {}

  /** Whether a request may take as long as it likes: a large one, of a caller who may send it. */
  isPatientWith(socket: Socket): boolean {
    return this.patientWith.has(socket);
  }

  /** To be called before any route is registered, after all other hooks on requests: with the last one, the body is asked for. */
  protect(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', (route) => {
      if (route.config?.definition?.access.open) route.bodyLimit = FROM_ANYBODY;
    });
    // A client that asks before it sends is told to go on only when nothing speaks against it.
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
      if (size <= FROM_ANYBODY || !definition || definition.access.open) return goOn();
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

  /** Takes one of the places for large bodies, where one is free, until there is an answer. */
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

/** Bytes of the body as announced; 0 for none, infinite where only its end will tell. */
function bodySize({ headers }: FastifyRequest): number {
  if (headers['transfer-encoding'] !== undefined) return Infinity;
  return Number(headers['content-length'] ?? 0);
}
