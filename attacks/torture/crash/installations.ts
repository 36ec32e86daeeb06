import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openEmbeddedDatabase } from '../../../apps/server/src/installation/embedded-database.js';
import { inspectPostmaster } from '../../../packages/embedded-postgres/src/postmaster.js';
import type { Database } from '../../../apps/server/src/platform/database/database.js';
import type { Context } from '../context.js';
import { freePort } from '../../../apps/server/test/free-port.js';
import type { Random } from '../random.js';
import type { ServerProcess } from '../server-process.js';
import { openDatabase } from '../open-database.js';

/** What is killed. A backend takes the others with it: PostgreSQL restarts all of them by itself. */
export type Fault = 'server' | 'postmaster' | 'backend' | 'server and postmaster';

/** A server with its database, to be killed and brought back. */
export interface CrashingInstallation {
  name: 'outside' | 'embedded';
  faults: readonly Fault[];
  /** Where the server answers, also after it came back. */
  url: string;
  kill(fault: Fault, random: Random): Promise<void>;
  /** What an operator, or a supervisor, does: starts whatever does not run. */
  bringBack(): Promise<void>;
  /** Work on the database as the server's own role, beside the server. */
  withDatabase<Result>(work: (database: Database) => Promise<Result>): Promise<Result>;
  /** The environment of a command on the same installation. */
  environment: Record<string, string>;
  stop(): Promise<number | string>;
  /** What the server that runs now printed last. */
  log(): string;
}

const ENDS_WITHIN_MS = 120_000;
const SESSION_SECRET = 'known to nobody but these tests, and to each of their servers';

/** A server on a PostgreSQL that is run apart from it. It has to live through whatever happens to that one. */
export async function outsideInstallation(context: Context): Promise<CrashingInstallation> {
  const postgres = await context.openPostgres();
  const databaseUrl = await postgres.createDatabase();
  const port = await freePort();
  const environment = { DATABASE_URL: databaseUrl, SESSION_SECRET };
  const start = () => context.startServer({ ...environment, PORT: String(port) });
  let server: ServerProcess = await start();
  return {
    name: 'outside',
    faults: ['server', 'postmaster', 'backend', 'server and postmaster'],
    url: server.url,
    environment,
    kill: async (fault, random) => {
      if (fault === 'server' || fault === 'server and postmaster') await server.kill();
      if (fault === 'postmaster' || fault === 'server and postmaster') await postgres.killPostmaster();
      if (fault === 'backend') await postgres.killOneBackend(random, new URL(databaseUrl).pathname.slice(1));
    },
    bringBack: async () => {
      const wasKilled = (await Promise.race([server.ended, Promise.resolve('runs')])) === 'SIGKILL';
      context.expect(wasKilled || server.isRunning(), 'the loss of its database does not end the server', { log: server.log() });
      await postgres.start();
      if (!server.isRunning()) server = await start();
    },
    withDatabase: async (work) => {
      const database = await openDatabase(databaseUrl);
      try {
        return await work(database);
      } finally {
        await database.close();
      }
    },
    stop: () => server.stop(),
    log: () => server.log(),
  };
}

/** A server that runs its own PostgreSQL. It ends when that one is lost, and recovers both at its next start. */
export async function embeddedInstallation(context: Context): Promise<CrashingInstallation> {
  const dataDir = await mkdtemp(join(tmpdir(), 'skilltrace-torture-embedded-'));
  // Before the server's, so that it runs after it: the last one to leave stops PostgreSQL.
  context.atEnd(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }));
  context.atEnd(async () => {
    const last = await openEmbeddedDatabase({ dataDir, purpose: 'command', log: () => {} });
    await last.release();
  });
  const port = await freePort();
  const environment = { DATA_DIR: dataDir, DEMO: 'false' };
  const start = () => context.startServer({ ...environment, PORT: String(port) });
  let server: ServerProcess = await start();
  let isDatabaseKilled = false;
  return {
    name: 'embedded',
    faults: ['server', 'postmaster', 'server and postmaster'],
    url: server.url,
    environment,
    kill: async (fault) => {
      if (fault === 'server' || fault === 'server and postmaster') await server.kill();
      if (fault === 'server') return;
      const found = await inspectPostmaster(join(dataDir, 'postgres'));
      if (found.state !== 'ready') return;
      process.kill(found.pid, 'SIGKILL');
      isDatabaseKilled = true;
    },
    bringBack: async () => {
      // A server whose own database is gone ends by itself: nothing else could bring it back.
      if (isDatabaseKilled) {
        const how = await Promise.race([server.ended, sleep(ENDS_WITHIN_MS, 'not at all', { ref: false })]);
        context.expect(how !== 'not at all', 'a server whose own database is gone ends', { log: server.log() });
        await server.kill();
      }
      isDatabaseKilled = false;
      if (!server.isRunning()) server = await start();
    },
    withDatabase: async (work) => {
      const embedded = await openEmbeddedDatabase({ dataDir, purpose: 'command', log: () => {} });
      const database = await openDatabase(embedded.url);
      try {
        return await work(database);
      } finally {
        await database.close();
        await embedded.release();
      }
    },
    stop: () => server.stop(),
    log: () => server.log(),
  };
}
