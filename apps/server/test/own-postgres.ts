import { randomBytes } from 'node:crypto';
import { locateCluster } from '../../../packages/embedded-postgres/src/cluster.js';
import { inspectPostmaster } from '../../../packages/embedded-postgres/src/postmaster.js';
import { ensureClusterRuns, stopCluster } from '../../../packages/embedded-postgres/src/run-cluster.js';
import { startThrowawayPostgres } from '../../../packages/embedded-postgres/test/throwaway-postgres.js';
import { freePort } from './free-port.js';
import { withSuperuser } from './superuser.js';

const OWNER_PASSWORD = 'owner';
// Acknowledged data has reached the kernel, which survives a `kill -9` of PostgreSQL. Waiting for the disk would take longer
// without proving more.
const DURABLE_AFTER_KILL = { fsync: 'off', synchronous_commit: 'on', full_page_writes: 'on', max_connections: '300' };

/** A random choice. */
interface Picks {
  pick<Item>(items: readonly Item[]): Item;
}

/** A separate PostgreSQL for one scenario. It restarts on the same port and with the same data. */
export interface OwnPostgres {
  port: number;
  /** The URL of a database for the superuser. */
  superuserUrl(database?: string): string;
  /** Creates an empty database and returns the URL of its owner, who is not a superuser, for DATABASE_URL. */
  createDatabase(name?: string): Promise<string>;
  /** Starts the server and waits until it has recovered. Does nothing if it is running. */
  start(): Promise<void>;
  /** Stops the server as an operator would: `fast` closes connections, `immediate` requires recovery at the next start. */
  stop(mode: 'fast' | 'immediate'): Promise<void>;
  /** Kills the postmaster with `kill -9`. Its child processes notice this and exit. */
  killPostmaster(): Promise<void>;
  /** Kills one backend of that database with `kill -9`, after which PostgreSQL restarts all of them. Returns false if there is none. */
  killOneBackend(random: Picks, database: string): Promise<boolean>;
  close(): Promise<void>;
}

export async function openOwnPostgres(given: Record<string, string> = {}): Promise<OwnPostgres> {
  const settings = { listen_addresses: '127.0.0.1', ...DURABLE_AFTER_KILL, port: String(await freePort()), ...given };
  const throwaway = await startThrowawayPostgres(settings);
  const cluster = await locateCluster(throwaway.dataDir);
  const superuserUrl = (database = 'postgres') => {
    const url = new URL(throwaway.superuserUrl);
    url.pathname = `/${database}`;
    return url.href;
  };
  await withSuperuser(superuserUrl(), (client) =>
    client.query(`CREATE ROLE skilltrace_owner LOGIN CREATEROLE PASSWORD '${OWNER_PASSWORD}'`),
  );
  return {
    port: Number(settings.port),
    superuserUrl,
    createDatabase: async (name = `torture_${randomBytes(5).toString('hex')}`) => {
      await withSuperuser(superuserUrl(), (client) => client.query(`CREATE DATABASE ${name} OWNER skilltrace_owner`));
      const url = new URL(superuserUrl(name));
      url.username = 'skilltrace_owner';
      url.password = OWNER_PASSWORD;
      return url.href;
    },
    start: async () => void (await ensureClusterRuns(cluster, settings, () => {})),
    stop: (mode) => stopCluster(cluster, mode),
    killPostmaster: async () => {
      const found = await inspectPostmaster(cluster.directory);
      if (found.state === 'ready' || found.state === 'changing') process.kill(found.pid, 'SIGKILL');
    },
    killOneBackend: async (random, database) => {
      const pids = await withSuperuser(superuserUrl(), async (client) => {
        const { rows } = await client.query<{ pid: number }>(
          "SELECT pid FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend' ORDER BY state = 'idle', pid",
          [database],
        );
        return rows.map(({ pid }) => pid);
      });
      if (pids.length === 0) return false;
      // Active backends come first in the list, so pick from its first half.
      process.kill(random.pick(pids.slice(0, Math.max(1, Math.ceil(pids.length / 2)))), 'SIGKILL');
      return true;
    },
    close: () => throwaway.stop(),
  };
}
