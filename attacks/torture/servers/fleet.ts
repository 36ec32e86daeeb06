import type { Database } from '../../../apps/server/src/platform/database/database.js';
import type { Context } from '../context.js';
import { freePort } from '../../../apps/server/test/free-port.js';
import type { OwnPostgres } from '../../../apps/server/test/own-postgres.js';
import type { Random } from '../random.js';
import { ServerDidNotStart, type ServerProcess } from '../server-process.js';
import { openDatabase } from '../open-database.js';

/** Several servers on one database. */
export interface Fleet {
  servers: ServerProcess[];
  /** A connection with the servers' role. */
  database: Database;
  databaseUrl: string;
  superuserUrl: string;
  /** The settings that all servers share. */
  environment: Record<string, string>;
  close(): Promise<void>;
}

const ADMINS = 'SELECT count(*) AS admins FROM profiles WHERE is_admin';
const MIGRATIONS = 'SELECT count(*) AS ran, count(DISTINCT name) AS names FROM schema_migrations';

/**
 * Starts `size` servers simultaneously on an empty database, so that each tries to migrate it and to create the first admin.
 * Sometimes one is killed before it is ready; the others must finish.
 */
export async function startFleet(context: Context, postgres: OwnPostgres, size: number, random: Random): Promise<Fleet> {
  const databaseUrl = await postgres.createDatabase();
  const name = new URL(databaseUrl).pathname.slice(1);
  const environment = {
    DATABASE_URL: databaseUrl,
    SESSION_SECRET: 'a secret that only these tests and their servers know',
    // As behind a load balancer: all servers share one address and trust X-Forwarded-For.
    PUBLIC_URL: 'http://skills.example.org',
    TRUST_PROXY: '1',
    TZ: 'UTC',
    DEMO: 'false',
  };
  const killed = random.chance(0.5) ? random.between(0, size - 1) : undefined;
  const killAfterMs = random.between(200, 1_500);
  const ports: number[] = [];
  for (let number = 0; number < size; number += 1) ports.push(await freePort());
  const starts = await Promise.allSettled(
    ports.map((port, index) => context.startServer({ ...environment, PORT: String(port) }, index === killed ? killAfterMs : undefined)),
  );
  context.history.note('fleet', { size, killed, killAfterMs, started: starts.map(({ status }) => status) });
  const servers: ServerProcess[] = [];
  for (const [index, start] of starts.entries()) {
    if (start.status === 'fulfilled' && index !== killed) {
      servers.push(start.value);
      continue;
    }
    const isItsKill = index === killed && (start.status === 'fulfilled' || start.reason instanceof ServerDidNotStart);
    context.expect(isItsKill, 'servers that start simultaneously on an empty database all start', {
      reason: start.status === 'rejected' ? String(start.reason) : 'it exited',
    });
    if (start.status === 'fulfilled') await start.value.kill();
    servers.push(await context.startServer({ ...environment, PORT: String(ports[index]) }));
  }
  const database = await openDatabase(databaseUrl);
  const fleet: Fleet = {
    servers,
    database,
    databaseUrl,
    superuserUrl: postgres.superuserUrl(name),
    environment,
    close: async () => {
      await database.close();
      await Promise.all(servers.map((server) => server.kill()));
    },
  };
  context.atEnd(() => fleet.close().catch(() => {}));
  const [migrations] = await database.query<{ ran: number; names: number }>(MIGRATIONS);
  context.expect(
    migrations !== undefined && migrations.ran > 0 && migrations.ran === migrations.names,
    'every migration ran once',
    migrations,
  );
  const [{ admins } = { admins: 0 }] = await database.query<{ admins: number }>(ADMINS);
  context.expect(admins === 1, 'servers that start simultaneously create one first admin', { admins });
  return fleet;
}
