import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../errors/domain-error.js';
import { sendProblem, toProblem } from '../http/problem.filter.js';

/**
 * Rejects API requests beyond a limit of concurrent requests with 503 immediately, instead of letting them wait. This costs almost
 * nothing and keeps the running requests fast. Monitoring routes and the files of the web application are not limited.
 */
@Injectable()
export class LoadShedding {
  inFlight = 0;
  /** The number of requests rejected since the start. */
  refused = 0;

  /** Must be called before any route is registered, and after the hooks that set headers. */
  protect(fastify: FastifyInstance, most: number): void {
    // Checked before the body is read, but counted only after it. Otherwise slow senders could occupy all places.
    fastify.addHook('onRequest', (request, reply, done) => {
      if (isWork(request) && this.inFlight >= most) return this.refuse(reply);
      done();
    });
    fastify.addHook('preValidation', (request, reply, done) => {
      if (!isWork(request)) return done();
      if (this.inFlight >= most) return this.refuse(reply);
      this.count(reply);
      done();
    });
  }

  private refuse(reply: FastifyReply): void {
    this.refused += 1;
    sendProblem(
      reply,
      toProblem(new DomainError('UNAVAILABLE', 'The server is overloaded. It did not process this request. Try again shortly.')),
    );
  }

  private count({ raw }: FastifyReply): void {
    if (raw.destroyed) return;
    let hasEnded = false;
    const end = () => {
      if (hasEnded) return;
      hasEnded = true;
      this.inFlight -= 1;
    };
    this.inFlight += 1;
    // At least one of these events fires, and often both. A client may disconnect before the response.
    raw.once('finish', end);
    raw.once('close', end);
  }
}

/** Whether a request counts as work: API requests do, monitoring and the files of the web application do not. */
export function isWork({ is404, routeOptions }: FastifyRequest): boolean {
  return !is404 && routeOptions.url?.startsWith('/api/') === true;
}
