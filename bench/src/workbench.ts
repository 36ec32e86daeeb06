import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from '@skilltrace/server/platform/database/database.js';
import { prepareLogins, type LoginUrls } from '@skilltrace/server/platform/database/logins/prepare-logins.js';
import { openEmbeddedDatabase } from '@skilltrace/server/installation/embedded-database.js';
import { createApiToken } from '@skilltrace/server/sign-in/tokens/api-tokens.js';

/** A server process on a separate database in a temporary folder, with PostgreSQL's default durability. */
export interface Workbench {
  /** The logins of the server and of its analytics. */
  logins: LoginUrls;
  superuserUrl: string;
  database: Database;
  serverUrl: string;
  tokenOf(profileId: number): Promise<string>;
  /** Resident memory of the server in bytes. */
  serverMemory(): Promise<number>;
  /** Stops the server, so that only the measured process uses the database. A running server would start the nightly job at midnight. */
  stopServer(): Promise<void>;
  close(): Promise<void>;
}

export interface WorkbenchOptions {
  /** Whether the database holds the demo organization, with open sign-in as its personas. */
  demo?: boolean;
}

/** Opens a workbench for `work` and removes it afterwards, even after an interrupting signal. */
export async function withWorkbench<Result>(
  log: (message: string) => void,
  work: (bench: Workbench) => Promise<Result>,
  { demo = false }: WorkbenchOptions = {},
): Promise<Result> {
  const bench = await openWorkbench(log, demo);
  const interrupted = () => {
    // The connections in use are closed and report errors. They are expected, so ignore them.
    process.on('uncaughtException', () => {});
    process.on('unhandledRejection', () => {});
    void bench.remove().finally(() => process.exit(130));
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    return await work(bench);
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await bench.close();
  }
}

async function openWorkbench(log: (message: string) => void, demo: boolean): Promise<Workbench & { remove(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'skilltrace-bench-'));
  const postgres = await openEmbeddedDatabase({
    dataDir,
    purpose: 'command',
    log,
    settings: { max_wal_size: '4GB', shared_buffers: '512MB' },
  });
  const port = await freePort();
  // The server runs the migrations, so it starts before our first connection.
  const server = await startServer(postgres.url, dataDir, port, demo);
  const logins = await prepareLogins(postgres.url);
  const database = new Database({ url: logins.serverUrl, role: 'skilltrace_server' });
  const superuser = new URL(postgres.superuserUrl);
  superuser.pathname = '/skilltrace';
  const remove = async () => {
    await stopServer(server);
    await postgres.release();
    await rm(dataDir, { recursive: true, force: true });
  };
  return {
    logins,
    superuserUrl: superuser.href,
    database,
    serverUrl: `http://127.0.0.1:${port}`,
    tokenOf: async (profileId) => (await createApiToken(database, { name: 'bench', profileId, creator: { profileId: profileId } })).token,
    serverMemory: () => residentMemory(server),
    stopServer: () => stopServer(server),
    remove,
    close: async () => {
      await database.close();
      await remove();
    },
  };
}

async function startServer(databaseUrl: string, dataDir: string, port: number, demo: boolean): Promise<ChildProcess> {
  const main = new URL('../../apps/server/dist/main.js', import.meta.url).pathname;
  const server = spawn(process.execPath, [decodeURIComponent(main)], {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      PORT: String(port),
      DEMO: String(demo),
      SESSION_SECRET: randomBytes(32).toString('hex'),
      LOG_LEVEL: 'warn',
      NODE_ENV: 'production',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`The server exited with ${code}`)));
    server.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.includes('is ready at')) resolve();
    });
  });
  return server;
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await ended;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port found');
  return address.port;
}

async function residentMemory({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) * 1024;
}
