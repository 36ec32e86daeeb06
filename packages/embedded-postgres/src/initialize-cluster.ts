import { execFile } from 'node:child_process';
import { chown, mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Cluster, SUPERUSER } from './cluster.js';
import { isProcessAlive } from './postmaster.js';
import { runPostgresProgram } from './run-postgres-program.js';

const STAGING = 'postgres.initializing-';

/**
 * Makes the cluster's files unless they exist. A process killed in the middle leaves only a staging folder behind,
 * which the next one removes; of two processes that initialize at the same moment, the first to finish wins and both
 * use its cluster.
 *
 * @param options.sync false skips waiting for the disk: for clusters that nobody will miss
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
    // Unicode upper and lower case, and the same order on every machine.
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
    throw new Error(`${cluster.directory} is in the way: it is not empty, and not a PostgreSQL cluster.`, {
      cause: error,
    });
  }
  await syncFolder(cluster.dataDir);
  return 'made';
}

// A power cut that undid the rename would leave a used cluster under the staging name, to be removed as a leftover.
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

// A data directory copied or restored by root has lost its owner, and PostgreSQL insists on owning its files.
async function takeFromRoot(cluster: Cluster): Promise<void> {
  if (!cluster.account || (await stat(cluster.directory)).uid !== 0) return;
  const owner = `${cluster.account.uid}:${cluster.account.gid}`;
  await promisify(execFile)('chown', ['-R', '-h', owner, cluster.directory]);
}

async function removeDeadStagings(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    if (!name.startsWith(STAGING)) continue;
    const pid = Number(name.slice(STAGING.length));
    // Our own number on a leftover: a container numbers its processes anew at each start.
    if (pid !== process.pid && isProcessAlive(pid)) continue;
    // Retried, as an initdb that outlived its parent may still be writing; what stays is removed next time.
    await rm(join(dataDir, name), { recursive: true, force: true, maxRetries: 10 }).catch(() => undefined);
  }
}
