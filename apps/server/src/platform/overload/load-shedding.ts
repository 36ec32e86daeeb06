import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../errors/domain-error.js';
import { sendProblem, toProblem } from '../http/problem.filter.js';

/**
 * Refuses what would only wait: requests of the API beyond so many at once are answered 503 right away, which costs next to
 * nothing, and those that are worked on stay as quick as they are. Machines that watch the server, and the files of the web
 * application, are always answered.
 */
@Injectable()
export class LoadShedding {
  inFlight = 0;
  /** How many were refused since the start. */
  refused = 0;

  /** To be called before any route is registered, after the hooks that set headers. */
  protect(fastify: FastifyInstance, most: number): void {
    // Looked at first, and counted only once the body is there: otherwise slow senders would take the places of all.
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
    let isOver = false;
    const end = () => {
      if (isOver) return;
      isOver = true;
      this.inFlight -= 1;
    };
    this.inFlight += 1;
    // One of them comes, and often both: a caller may go before there is an answer.
    raw.once('finish', end);
    raw.once('close', end);
  }
}

/** Whether a request counts as work: not the files of the web application, and not who watches the server. */
export function isWork({ is404, routeOptions }: FastifyRequest): boolean {
  return !is404 && routeOptions.url?.startsWith('/api/') === true;
}
