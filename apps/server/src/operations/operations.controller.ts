import { Controller, Get, Header, Inject, Res, type OnModuleDestroy } from '@nestjs/common';
import { ApiProduces, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { open } from '../access/rules.js';
import { Database } from '../platform/database/database.js';
import { ReadDatabase } from '../platform/database/read-database.js';
import { Route } from '../platform/http/route.decorator.js';
import { health, type Health } from '@skilltrace/contract';
import { Metrics } from './metrics.js';
import { readiness } from './readiness.js';

/** For machines that watch the server: outside `/api`, open, and free of personal data. */
@Controller()
export class OperationsController implements OnModuleDestroy {
  /** Of its own: a server that has more to do than it can is not one whose database is away. */
  private readonly database: Database;
  private readonly readDatabase: Database;
  private asking: Promise<Health> | undefined;

  constructor(
    @Inject(Database) database: Database,
    @Inject(ReadDatabase) readDatabase: ReadDatabase,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {
    this.database = database.another({ poolSize: 1, applicationName: 'skilltrace readiness' });
    this.readDatabase = readDatabase.another({ poolSize: 1, applicationName: 'skilltrace readiness' });
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.database.close(), this.readDatabase.close()]);
  }

  @Get('healthz')
  @Route({ access: open, summary: 'Whether the process lives', response: health })
  healthz() {
    return { status: 'ok' as const, checks: {} };
  }

  @Get('readyz')
  @Route({
    access: open,
    summary:
      'Whether the database answers, has the schema of this version, and the server’s logins have no rights they should not have; 503 otherwise',
    response: health,
  })
  @ApiResponse({ status: 503, description: 'Not ready', standardSchema: health })
  async readyz(@Res({ passthrough: true }) reply: FastifyReply) {
    // Those who ask at once are told the same: the route is open to everybody.
    this.asking ??= readiness(this.database, this.readDatabase).finally(() => (this.asking = undefined));
    const answer = await this.asking;
    if (answer.status !== 'ok') void reply.status(503).header('retry-after', '5');
    return answer;
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiProduces('text/plain')
  @Route({ access: open, summary: 'Figures for Prometheus, as text', response: z.string() })
  async figures() {
    return this.metrics.text();
  }
}
