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
 * Injects the connection for a handler. With an Idempotency-Key it is the transaction of the request, so that the work and the stored
 * response commit together; otherwise it is the pool. Its transactions record the caller in the audit log, so every change needs a
 * transaction, even a single statement.
 */
export const WorkOn = () => RequestItself(OwnTransactionOrPool);
