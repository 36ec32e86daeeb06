import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { Database } from '@skilltrace/server/platform/database/database.js';
import { prepareLogins, type LoginUrls } from '@skilltrace/server/platform/database/logins/prepare-logins.js';
import { openEmbeddedDatabase } from '@skilltrace/server/installation/embedded-database.js';
import { createApiToken } from '@skilltrace/server/sign-in/tokens/api-tokens.js';
import { startServerProcess, type ServerProcess } from './server-process.js';

/** The product's default. The peer has two pools of this size too: one to write, one to read. */
const POOL_SIZE = '16';

/** A server process on a separate database in a temporary folder, with PostgreSQL's default durability. */
export interface Workbench {
  /** The logins of the server and of its analytics. */
  logins: LoginUrls;
  superuserUrl: string;
  database: Database;
  /** Stop it where only the measured process may use the database. A running server would start the nightly job at midnight. */
  server: ServerProcess;
  /** Starts the server that is written by hand (`peer/peer-process.ts`) on the same database, or returns it if it runs. */
  peer(): Promise<ServerProcess>;
  tokenOf(profileId: number): Promise<string>;
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

/** A quarter of the memory, as PostgreSQL's manual recommends, so that each side finds its indexes in memory after the other one has run. */
function sharedBuffersMb(): number {
  return Math.floor(totalmem() / 4 / 2 ** 20);
}

async function openWorkbench(log: (message: string) => void, demo: boolean): Promise<Workbench & { remove(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'skilltrace-bench-'));
  const postgres = await openEmbeddedDatabase({
    dataDir,
    purpose: 'command',
    log,
    settings: { max_wal_size: '4GB', shared_buffers: `${sharedBuffersMb()}MB` },
  });
  // The server runs the migrations, so it starts before our first connection.
  const server = await startServerProcess(
    new URL('../../apps/server/dist/main.js', import.meta.url),
    {
      DATABASE_URL: postgres.url,
      DATABASE_CONNECTIONS: POOL_SIZE,
      DATA_DIR: dataDir,
      DEMO: String(demo),
      SESSION_SECRET: randomBytes(32).toString('hex'),
      LOG_LEVEL: 'warn',
    },
    'is ready at',
  );
  const logins = await prepareLogins(postgres.url);
  const database = new Database({ url: logins.serverUrl, role: 'skilltrace_server' });
  const superuser = new URL(postgres.superuserUrl);
  superuser.pathname = '/skilltrace';
  let peer: Promise<ServerProcess> | undefined;
  const remove = async () => {
    await Promise.all([
      server.stop(),
      peer?.then(
        (running) => running.stop(),
        () => {},
      ),
    ]);
    await postgres.release();
    await rm(dataDir, { recursive: true, force: true });
  };
  return {
    logins,
    superuserUrl: superuser.href,
    database,
    server,
    peer: () =>
      (peer ??= startServerProcess(
        new URL('peer.js', import.meta.url),
        { SERVER_URL: logins.serverUrl, READER_URL: logins.readerUrl, POOL_SIZE },
        'ready',
      )),
    tokenOf: async (profileId) => (await createApiToken(database, { name: 'bench', profileId, creator: { profileId: profileId } })).token,
    remove,
    close: async () => {
      await database.close();
      await remove();
    },
  };
}
