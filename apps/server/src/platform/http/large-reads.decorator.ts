import { createParamDecorator, Inject, Injectable, type ExecutionContext, type PipeTransform } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Connection } from '../database/connection.js';
import { ReadDatabase } from '../database/read-database.js';

type Http = ReturnType<ExecutionContext['switchToHttp']>;

@Injectable()
class ReadsUntilDisconnect implements PipeTransform<Http, Connection> {
  constructor(@Inject(ReadDatabase) private readonly database: ReadDatabase) {}

  transform(http: Http): Connection {
    if (!http.getRequest<FastifyRequest>().routeOptions.config.definition?.isLarge) throw new Error('The route must be declared as large');
    const { raw } = http.getResponse<FastifyReply>();
    const controller = new AbortController();
    if (raw.destroyed) controller.abort();
    else raw.once('close', () => controller.abort());
    return this.database.forLargeReads(controller.signal);
  }
}

const HttpOfRequest = createParamDecorator((_: unknown, context: ExecutionContext): Http => context.switchToHttp());

/** Injects the connection for the reads of a large route. They end when the client disconnects. */
export const LargeReads = () => HttpOfRequest(ReadsUntilDisconnect);
