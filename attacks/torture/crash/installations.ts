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

/** What to kill. Killing one backend makes PostgreSQL restart all of them. */
export type Fault = 'server' | 'postmaster' | 'backend' | 'server and postmaster' | 'standby' | 'partitioning';

/** A server with its database, which can be killed and restarted. */
export interface CrashingInstallation {
  name: 'outside' | 'embedded' | 'two servers';
  faults: readonly Fault[];
  /** The server's address. It stays the same after a restart. */
  url: string;
  kill(fault: Fault, random: Random): Promise<void>;
  /** Restarts everything that is not running, as an operator or supervisor would. */
  bringBack(): Promise<void>;
  /** Connects to the database with the server's role while the server runs. */
  withDatabase<Result>(work: (database: Database) => Promise<Result>): Promise<Result>;
  /** Checks that the standby, if there is one, is used and complete. Nothing may write meanwhile. */
  checkCopies?(token: string): Promise<void>;
  /** The environment for commands on this installation. */
  environment: Record<string, string>;
  stop(): Promise<number | string>;
  /** The last output of the current server. */
  log(): string;
}

const ENDS_WITHIN_MS = 120_000;
const SESSION_SECRET = 'a secret that only these tests and their servers know';

/** A server with an external PostgreSQL. It must survive any failure of that PostgreSQL. */
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
      context.expect(wasKilled || server.isRunning(), 'the server survives the loss of its database', { log: server.log() });
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

/** A server that runs its own PostgreSQL. It exits when its database is lost, and recovers both at the next start. */
export async function embeddedInstallation(context: Context): Promise<CrashingInstallation> {
  const dataDir = await mkdtemp(join(tmpdir(), 'skilltrace-torture-embedded-'));
  // Registered before the server's cleanup, so it runs after it: the last process to release the database stops PostgreSQL.
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
      // A server whose embedded database is lost must exit, because only a restart can bring the database back.
      if (isDatabaseKilled) {
        const how = await Promise.race([server.ended, sleep(ENDS_WITHIN_MS, 'not at all', { ref: false })]);
        context.expect(how !== 'not at all', 'a server exits when its embedded database is lost', { log: server.log() });
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
