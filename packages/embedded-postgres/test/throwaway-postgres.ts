import { chown, lstat, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { superuserUrl } from '../src/acquire-embedded-postgres.js';
import { locateCluster, type Cluster } from '../src/cluster.js';
import { initializeCluster } from '../src/initialize-cluster.js';
import { choosePostgresAccount } from '../src/postgres-account.js';
import { isProcessAlive } from '../src/postmaster.js';
import { ensureClusterRuns, stopCluster } from '../src/run-cluster.js';

const PREFIX = 'throwaway-postgres-';
const DAY_MS = 24 * 60 * 60 * 1000;

// Uses a port, because tests put proxies in front of it.
const ON_A_PORT = { listen_addresses: '127.0.0.1' };
const FAST_SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
};

export interface ThrowawayPostgres {
  superuserUrl: string;
  /** The data directory of the cluster, for tests that stop and start it. */
  dataDir: string;
  /** Stops PostgreSQL and removes its files. */
  stop(): Promise<void>;
}

/**
 * Starts a new PostgreSQL for tests in the folder for temporary files. It is fast because it would not survive a power
 * failure. The next test run stops and removes what a killed one left behind.
 *
 * @param settings replace the default settings, which trade durability for speed
 * @param fill creates the files of the cluster
 */
export async function startThrowawayPostgres(
  settings: Record<string, string> = FAST_SETTINGS,
  fill: (cluster: Cluster) => Promise<unknown> = (cluster) => initializeCluster(cluster, { sync: false }),
): Promise<ThrowawayPostgres> {
  const dataDir = await mkdtemp(join(tmpdir(), PREFIX));
  await writeFile(join(dataDir, 'owner.pid'), String(process.pid));
  // mkdtemp creates the folder for root only, but another account works in it.
  const account = await choosePostgresAccount(dataDir, dataDir);
  if (account) await chown(dataDir, account.uid, account.gid);
  await removeLeftovers((await stat(dataDir)).uid);

  try {
    const cluster = await locateCluster(dataDir);
    await fill(cluster);
    const place = await ensureClusterRuns(cluster, { ...ON_A_PORT, ...settings }, () => undefined);
    return { superuserUrl: superuserUrl(cluster, place), dataDir, stop: () => stopAndRemove(dataDir) };
  } catch (error) {
    await rm(dataDir, { recursive: true, force: true });
    throw error;
  }
}

async function stopAndRemove(dataDir: string): Promise<void> {
  await stopCluster(await locateCluster(dataDir), 'immediate');
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
}

// Only folders of the same owner, because any user can put a prepared one into the folder for temporary files.
async function removeLeftovers(ownerId: number): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const dataDir = join(tmpdir(), name);
    // The folder may belong to another user or be removed by a concurrent run. Neither is a reason to fail.
    if (await isLeftover(dataDir, ownerId)) await stopAndRemove(dataDir).catch(() => undefined);
  }
}

async function isLeftover(dataDir: string, ownerId: number): Promise<boolean> {
  const made = await lstat(dataDir).catch(() => undefined);
  if (!made?.isDirectory() || made.uid !== ownerId) return false;
  if (Date.now() - made.mtimeMs > DAY_MS) return true;
  const owner = Number(await readFile(join(dataDir, 'owner.pid'), 'utf8').catch(() => ''));
  return owner > 0 && !isProcessAlive(owner);
}
