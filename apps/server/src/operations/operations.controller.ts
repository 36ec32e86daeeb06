import { Controller, Get, Header, Inject, Res, type OnModuleDestroy } from '@nestjs/common';
import { ApiProduces, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { open } from '../access/rules.js';
import { Database } from '../platform/database/database.js';
import { ReadDatabase } from '../platform/database/read-database.js';
import { Standbys } from '../platform/database/standbys/standbys.js';
import { Route } from '../platform/http/route.decorator.js';
import { health, type Health } from '@skilltrace/contract';
import { Metrics } from './metrics.js';
import { readiness } from './readiness.js';

/** Endpoints for monitoring: outside `/api`, open, and without personal data. */
@Controller()
export class OperationsController implements OnModuleDestroy {
  /** Separate connections, so that an overloaded server is not reported as one without a database. */
  private readonly database: Database;
  private readonly readDatabase: Database;
  private asking: Promise<Health> | undefined;

  constructor(
    @Inject(Database) database: Database,
    @Inject(ReadDatabase) readDatabase: ReadDatabase,
    @Inject(Standbys) private readonly standbys: Standbys,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {
    this.database = database.another({ poolSize: 1, applicationName: 'skilltrace readiness' });
    this.readDatabase = readDatabase.another({ poolSize: 1, applicationName: 'skilltrace readiness' });
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.database.close(), this.readDatabase.close()]);
  }

  @Get('healthz')
  @Route({ access: open, summary: 'Whether the process is alive', response: health })
  healthz() {
    return { status: 'ok' as const, checks: {} };
  }

  @Get('readyz')
  @Route({
    access: open,
    summary:
      'Whether the database responds and has the schema of this version, and the server’s logins have no excess rights; 503 otherwise',
    response: health,
  })
  @ApiResponse({ status: 503, description: 'Not ready', standardSchema: health })
  async readyz(@Res({ passthrough: true }) reply: FastifyReply) {
    // The route is open to everyone, so simultaneous requests share one check.
    this.asking ??= readiness(this.database, this.readDatabase, this.standbys).finally(() => (this.asking = undefined));
    const answer = await this.asking;
    if (answer.status !== 'ok') void reply.status(503).header('retry-after', '5');
    return answer;
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiProduces('text/plain')
  @Route({ access: open, summary: 'Metrics in the Prometheus text format', response: z.string() })
  async figures() {
    return this.metrics.text();
  }
}
