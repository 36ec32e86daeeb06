import { createParamDecorator, Inject, Injectable, type ExecutionContext, type PipeTransform } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Connection } from '../database/connection.js';
import { Database } from '../database/database.js';

@Injectable()
class OwnTransactionOrPool implements PipeTransform<Connection | undefined, Connection> {
  constructor(@Inject(Database) private readonly database: Database) {}

  transform(transaction: Connection | undefined): Connection {
    return transaction ?? this.database;
  }
}

const TransactionOfRequest = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>().transaction,
);

/**
 * The connection that a handler works on: the request's own transaction where it carries an Idempotency-Key, so that
 * the work and the kept answer commit together; the pool otherwise.
 */
export const WorkOn = () => TransactionOfRequest(OwnTransactionOrPool);
