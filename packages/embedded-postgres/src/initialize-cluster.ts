import { chown, mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Cluster, SUPERUSER } from './cluster.js';
import { isProcessAlive } from './postmaster.js';
import { runPostgresProgram } from './run-postgres-program.js';
import { runProgram } from './run-program.js';

const STAGING = 'postgres.initializing-';

/**
 * Creates the files of the cluster unless they exist. A process that is killed while it does this leaves only a staging folder, which the
 * next process removes. If two processes initialize simultaneously, the first to finish wins, and both use its cluster.
 *
 * @param options.sync false skips waiting for the disk, for clusters that may be lost
 */
export async function initializeCluster(cluster: Cluster, options: { sync: boolean }): Promise<'made' | 'existed'> {
  await removeDeadStagings(cluster.dataDir);
  if (await isInitialized(cluster)) {
    await takeFromRoot(cluster);
    return 'existed';
  }

  const staging = join(cluster.dataDir, `${STAGING}${process.pid}`);
  try {
    await mkdir(staging, { mode: 0o700 });
    await runInitdb(cluster, staging, options.sync);
    return await moveIntoPlace(cluster, join(staging, 'cluster'));
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function runInitdb(cluster: Cluster, staging: string, sync: boolean): Promise<void> {
  const passwordFile = join(staging, 'password');
  await writeFile(passwordFile, cluster.superuserPassword, { mode: 0o600 });
  if (cluster.account) {
    await chown(passwordFile, cluster.account.uid, cluster.account.gid);
    await chown(staging, cluster.account.uid, cluster.account.gid);
  }
  const programArguments = [
    `--pgdata=${join(staging, 'cluster')}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    // Unicode case conversion, and the same sort order on every machine.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(sync ? [] : ['--no-sync']),
  ];
  await runPostgresProgram('initdb', programArguments, cluster.launch);
}

async function moveIntoPlace(cluster: Cluster, made: string): Promise<'made' | 'existed'> {
  try {
    await rename(made, cluster.directory);
  } catch (error) {
    if (await isInitialized(cluster)) return 'existed';
    throw new Error(`${cluster.directory} is neither empty nor a PostgreSQL cluster.`, {
      cause: error,
    });
  }
  await syncFolder(cluster.dataDir);
  return 'made';
}

// If a power failure undid the rename, a cluster in use would have the name of a staging folder and would be removed.
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function isInitialized(cluster: Cluster): Promise<boolean> {
  return (await stat(join(cluster.directory, 'PG_VERSION')).catch(ignoreMissing)) !== undefined;
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

// A data directory that root copied or restored belongs to root, but PostgreSQL must own its files.
async function takeFromRoot(cluster: Cluster): Promise<void> {
  if (!cluster.account || (await stat(cluster.directory)).uid !== 0) return;
  const owner = `${cluster.account.uid}:${cluster.account.gid}`;
  await runProgram('chown', ['-R', '-h', owner, cluster.directory]);
}

async function removeDeadStagings(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    if (!name.startsWith(STAGING)) continue;
    const pid = Number(name.slice(STAGING.length));
    // A leftover can have our own process id, because a container restarts its numbering.
    if (pid !== process.pid && isProcessAlive(pid)) continue;
    // Retries, because an initdb that survived its parent may still be writing. Remaining files are removed next time.
    await rm(join(dataDir, name), { recursive: true, force: true, maxRetries: 10 }).catch(() => undefined);
  }
}
