import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { finalize, from, mergeMap, of, type Observable } from 'rxjs';
import { FairShares } from './fair-shares.js';

// A value, though nobody is there to be sent it: a stream without one counts as a failure of the server.
const NOTHING = of(undefined);

/**
 * Begins work when it is its person's turn, and none for a client that has gone meanwhile; what was begun goes on to its end. The
 * first of the interceptors, so that whatever the others do is part of the work.
 */
@Injectable()
export class WantedWork implements NestInterceptor {
  constructor(private readonly shares: FairShares) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const { caller } = http.getRequest<FastifyRequest>();
    if (!caller) return reply.raw.destroyed ? NOTHING : next.handle();
    return from(this.shares.begin(caller, reply)).pipe(mergeMap((end) => (end ? next.handle().pipe(finalize(end)) : NOTHING)));
  }
}
