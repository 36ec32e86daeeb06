import { createParamDecorator, Inject, Injectable, type ExecutionContext, type PipeTransform } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { originOfRequest } from '../audit/origin-of-request.js';
import type { Connection } from '../database/connection.js';
import { Database } from '../database/database.js';

@Injectable()
class OwnTransactionOrPool implements PipeTransform<FastifyRequest, Connection> {
  constructor(@Inject(Database) private readonly database: Database) {}

  transform(request: FastifyRequest): Connection {
    return request.transaction ?? this.database.from(originOfRequest(request));
  }
}

const RequestItself = createParamDecorator((_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>());

/**
 * The connection that a handler works on: the request's own transaction where it carries an Idempotency-Key, so that
 * the work and the kept answer commit together; the pool otherwise. Either way its transactions tell the audit log who asked,
 * so what changes something takes a transaction, a single statement too.
 */
export const WorkOn = () => RequestItself(OwnTransactionOrPool);
