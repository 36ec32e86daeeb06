import { randomBytes } from 'node:crypto';
import { locateCluster } from '../../../packages/embedded-postgres/src/cluster.js';
import { inspectPostmaster } from '../../../packages/embedded-postgres/src/postmaster.js';
import { ensureClusterRuns, stopCluster } from '../../../packages/embedded-postgres/src/run-cluster.js';
import { startThrowawayPostgres } from '../../../packages/embedded-postgres/test/throwaway-postgres.js';
import { freePort } from './free-port.js';
import { withSuperuser } from './superuser.js';

const OWNER_PASSWORD = 'owner';
// Whatever is acknowledged has left PostgreSQL for the kernel, which survives a `kill -9`; waiting for the disk as well
// would prove no more, and take longer.
const KEEPS_WHAT_IT_ACKNOWLEDGED = { fsync: 'off', synchronous_commit: 'on', full_page_writes: 'on', max_connections: '300' };

/** Draws one of several. */
interface Picks {
  pick<Item>(items: readonly Item[]): Item;
}

/** A PostgreSQL of a scenario's own. It comes back on the same port and with the same data. */
export interface OwnPostgres {
  port: number;
  /** As the superuser, in a database of one's choice. */
  superuserUrl(database?: string): string;
  /** Makes an empty database, and returns its URL for an owner who is no superuser: what DATABASE_URL is set to. */
  createDatabase(name?: string): Promise<string>;
  /** Starts it again, and waits until it has recovered. Nothing where it runs. */
  start(): Promise<void>;
  /** As an operator would: `fast` cuts connections, `immediate` leaves the rest to recovery. */
  stop(mode: 'fast' | 'immediate'): Promise<void>;
  /** `kill -9` of the postmaster; its children notice and end by themselves. */
  killPostmaster(): Promise<void>;
  /** `kill -9` of one process that serves a connection of that database: PostgreSQL restarts all of them by itself. */
  killOneBackend(random: Picks, database: string): Promise<boolean>;
  close(): Promise<void>;
}

export async function openOwnPostgres(given: Record<string, string> = {}): Promise<OwnPostgres> {
  const settings = { listen_addresses: '127.0.0.1', ...KEEPS_WHAT_IT_ACKNOWLEDGED, port: String(await freePort()), ...given };
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
      // Busy ones come first, and are the better half of what is picked from.
      process.kill(random.pick(pids.slice(0, Math.max(1, Math.ceil(pids.length / 2)))), 'SIGKILL');
      return true;
    },
    close: () => throwaway.stop(),
  };
}
