import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { locateCluster } from '../../../packages/embedded-postgres/src/cluster.js';
import { ensureClusterRuns, runningPid, stopCluster } from '../../../packages/embedded-postgres/src/run-cluster.js';
import { startThrowawayPostgres, type ThrowawayPostgres } from '../../../packages/embedded-postgres/test/throwaway-postgres.js';
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
  /** The data directory in PostgreSQL's sense. */
  directory: string;
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
  await withSuperuser(throwaway.superuserUrl, (client) =>
    client.query(`CREATE ROLE skilltrace_owner LOGIN CREATEROLE PASSWORD '${OWNER_PASSWORD}'`),
  );
  return control(throwaway, settings, throwaway.superuserUrl);
}

/** Starts a streaming standby of a running PostgreSQL, with a replication slot of that name. */
export async function openStandbyOf(primary: OwnPostgres, slot: string): Promise<OwnPostgres> {
  const { port, username, password } = new URL(primary.superuserUrl());
  const settings = {
    listen_addresses: '127.0.0.1',
    ...DURABLE_AFTER_KILL,
    port: String(await freePort()),
    primary_conninfo: `host=127.0.0.1 port=${port} user=${username} password=${password} application_name=${slot}`,
    primary_slot_name: slot,
    wal_receiver_status_interval: '1s',
    wal_retrieve_retry_interval: '200ms',
    max_standby_streaming_delay: '500ms',
  };
  const throwaway = await startThrowawayPostgres(settings, (cluster) => copyRunning(primary, slot, cluster.directory));
  const superuserUrl = new URL(primary.superuserUrl());
  superuserUrl.port = settings.port;
  return control(throwaway, settings, superuserUrl.href);
}

/** A base backup by the low-level API: the embedded PostgreSQL does not include `pg_basebackup`. */
async function copyRunning(primary: OwnPostgres, slot: string, directory: string): Promise<void> {
  await withSuperuser(primary.superuserUrl(), async (client) => {
    // The slot keeps the log that is written from here on.
    await client.query('SELECT pg_create_physical_replication_slot($1, true)', [slot]);
    await client.query('SELECT pg_backup_start($1, true)', [slot]);
    // Files may vanish while they are copied. The replay creates or removes them again.
    await promisify(execFile)('cp', ['-a', primary.directory, directory]).catch(() => {});
    const { rows } = await client.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop(false)');
    await Promise.all(['postmaster.pid', 'postmaster.opts', 'pg_replslot', 'pg_wal'].map((name) => rm(join(directory, name), REMOVE)));
    const { uid, gid } = await stat(directory);
    for (const folder of ['pg_replslot', 'pg_wal']) await mkdir(join(directory, folder), { mode: 0o700 });
    await writeFile(join(directory, 'backup_label'), rows[0]?.labelfile ?? '');
    await writeFile(join(directory, 'standby.signal'), '');
    for (const name of ['pg_replslot', 'pg_wal', 'backup_label', 'standby.signal']) await chown(join(directory, name), uid, gid);
  });
}

const REMOVE = { recursive: true, force: true };

async function control(throwaway: ThrowawayPostgres, settings: Record<string, string>, superuser: string): Promise<OwnPostgres> {
  const cluster = await locateCluster(throwaway.dataDir);
  const superuserUrl = (database = 'postgres') => {
    const url = new URL(superuser);
    url.pathname = `/${database}`;
    return url.href;
  };
  return {
    port: Number(settings['port']),
    directory: cluster.directory,
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
      const pid = await runningPid(cluster);
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
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
