import { Inject, Injectable, type PipeTransform } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { LaggingConnection } from '../database/connection.js';
import { RequestItself } from './connection.decorator.js';
import { ReadYourWrites } from './read-your-writes.js';

@Injectable()
class StandbyOrPrimary implements PipeTransform<FastifyRequest, LaggingConnection> {
  constructor(@Inject(ReadYourWrites) private readonly reads: ReadYourWrites) {}

  transform(request: FastifyRequest): LaggingConnection {
    return this.reads.connectionFor(request);
  }
}

/** Injects the connection for a handler that only shows what it reads. A standby may answer, with everything that the caller has written. */
export const LaggingReads = () => RequestItself(StandbyOrPrimary);
