import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { finalize, from, mergeMap, of, type Observable } from 'rxjs';
import { FairShares } from './fair-shares.js';

// Nest treats a stream without a value as a server error, so this emits one although no client receives it.
const NOTHING = of(undefined);

/**
 * Begins the work of a request when it is the person's turn, unless the client has disconnected. Work that has begun runs to its
 * end, except for large reads. This must be the first interceptor, so that the work of the others is included.
 */
@Injectable()
export class FairSharesInterceptor implements NestInterceptor {
  constructor(private readonly shares: FairShares) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const { caller } = http.getRequest<FastifyRequest>();
    if (!caller) return reply.raw.destroyed ? NOTHING : next.handle();
    const { definition } = reply.routeOptions.config;
    return from(this.shares.begin(caller, reply, definition?.isLarge)).pipe(
      mergeMap((end) => (end ? next.handle().pipe(finalize(end)) : NOTHING)),
    );
  }
}
