import { createParamDecorator, Inject, Injectable, type ExecutionContext, type PipeTransform } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { LaggingConnection } from '../database/connection.js';
import { ReadYourWrites } from './read-your-writes.js';

type Http = ReturnType<ExecutionContext['switchToHttp']>;

@Injectable()
class StandbyOrPrimary implements PipeTransform<Http, LaggingConnection> {
  constructor(@Inject(ReadYourWrites) private readonly reads: ReadYourWrites) {}

  transform(http: Http): LaggingConnection {
    const request = http.getRequest<FastifyRequest>();
    const { isLarge } = request.routeOptions.config.definition ?? {};
    return this.reads.connectionFor(request, isLarge ? untilDisconnect(http.getResponse<FastifyReply>()) : undefined);
  }
}

function untilDisconnect({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  if (raw.destroyed) controller.abort();
  else raw.once('close', () => controller.abort());
  return controller.signal;
}

const HttpOfRequest = createParamDecorator((_: unknown, context: ExecutionContext): Http => context.switchToHttp());

/**
 * Injects the connection for a handler that only shows what it reads. A standby may answer, with everything that the caller has
 * written. The reads of a large route have ten minutes, and end when the client disconnects.
 */
export const LaggingReads = () => HttpOfRequest(StandbyOrPrimary);
