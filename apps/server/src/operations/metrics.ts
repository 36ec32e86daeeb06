import { Injectable, Inject, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { Database } from '../platform/database/database.js';
import { ReadDatabase } from '../platform/database/read-database.js';
import type { Standby } from '../platform/database/standbys/standby.js';
import { Standbys } from '../platform/database/standbys/standbys.js';
import { LoadShedding } from '../platform/overload/protect.js';

/** The metrics of this process. Labels contain route patterns and never requested URLs, which could identify people. */
@Injectable()
export class Metrics implements OnModuleInit {
  private readonly registry = new Registry();

  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(Database) private readonly database: Database,
    @Inject(ReadDatabase) private readonly readDatabase: ReadDatabase,
    @Inject(Standbys) private readonly standbys: Standbys,
    @Inject(LoadShedding) private readonly load: LoadShedding,
  ) {}

  onModuleInit(): void {
    collectDefaultMetrics({ register: this.registry, prefix: 'skilltrace_' });
    const duration = new Histogram({
      name: 'skilltrace_http_request_seconds',
      help: 'Time from the request to the end of the response',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers: [this.registry],
    });
    const standbys = this.standbys.all.map((standby, place) => ({ standby: String(place + 1), of: standby }));
    const pools = {
      requests: this.database.pool,
      analytics: this.readDatabase.pool,
      ...Object.fromEntries(standbys.map(({ standby, of }) => [`standby ${standby}`, of.database.pool])),
    };
    const connections = new Gauge({
      name: 'skilltrace_database_connections',
      help: 'Connections of each pool by state; waiting counts requests without a connection',
      labelNames: ['pool', 'state'],
      registers: [this.registry],
      collect: () => {
        for (const [pool, { totalCount, idleCount, waitingCount }] of Object.entries(pools)) {
          connections.set({ pool, state: 'busy' }, totalCount - idleCount);
          connections.set({ pool, state: 'idle' }, idleCount);
          connections.set({ pool, state: 'waiting' }, waitingCount);
        }
      },
    });
    const ofStandbys = (name: string, help: string, figure: (of: Standby) => number) => {
      const gauge: Gauge = new Gauge({
        name: `skilltrace_standby_${name}`,
        help,
        labelNames: ['standby'],
        registers: [this.registry],
        collect: () => standbys.forEach(({ standby, of }) => gauge.set({ standby }, figure(of))),
      });
    };
    if (standbys.length > 0) {
      ofStandbys('used', 'Whether reads go to the standby, by its place in DATABASE_READ_URL', ({ problem }) => (problem ? 0 : 1));
      ofStandbys('lag_seconds', 'How old the answers of the standby are, at most', (of) => of.lag().seconds);
      ofStandbys('lag_bytes', 'Write-ahead log that the standby has not replayed', (of) => of.lag().bytes);
    }
    const load = this.load;
    const inFlight: Gauge = new Gauge({
      name: 'skilltrace_http_requests_in_flight',
      help: 'API requests in progress',
      registers: [this.registry],
      collect: (): void => inFlight.set(load.inFlight),
    });
    const refused: Counter = new Counter({
      name: 'skilltrace_http_requests_refused_total',
      help: 'API requests that were refused because too many were in progress',
      registers: [this.registry],
      collect: (): void => {
        refused.reset();
        refused.inc(load.refused);
      },
    });
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    fastify.addHook('onResponse', (request, reply, done) => {
      const labels = { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode };
      duration.observe(labels, reply.elapsedTime / 1000);
      done();
    });
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }
}
