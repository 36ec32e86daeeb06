import { constants } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from './cluster.js';
import { inspectPostmaster, type Place, removeStalePidFile } from './postmaster.js';
import { NAME_OF_SOCKET, privateSocketFolder } from './private-socket-folder.js';
import { runPostgresProgram } from './run-postgres-program.js';

const START_ATTEMPTS = 3;
const START_TIMEOUT_SECONDS = 120;

const FIXED_SETTINGS = {
  max_connections: '100',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
};

/**
 * Sees to it that a PostgreSQL runs on an initialized cluster: one that runs already is used, one that starts or stops
 * is waited for, a dead one is started (and recovers by itself).
 *
 * @returns where it is reached
 * @throws Error with the end of PostgreSQL's log when it does not start
 */
export async function ensureClusterRuns(
  cluster: Cluster,
  settings: Record<string, string>,
  log: (message: string) => void,
): Promise<Place> {
  const deadline = Date.now() + START_TIMEOUT_SECONDS * 1000;
  let failures = 0;
  for (;;) {
    const found = await inspectPostmaster(cluster.directory);
    if (found.state === 'ready') return { host: found.host, port: found.port };
    if (found.state === 'changing') {
      if (Date.now() > deadline) throw unresponsive(cluster, found.pid);
      await sleep(50);
      continue;
    }
    if (found.state === 'stale' && found.pidTaken) await removeStaleFiles(cluster, found.content);
    try {
      await start(cluster, settings);
      log(`started PostgreSQL, logging to ${cluster.logFile}`);
    } catch (error) {
      // Another process may have started it first, or have taken the port between our choice and its use.
      failures += 1;
      if (failures >= START_ATTEMPTS && !(await isRunning(cluster))) throw await withLogTail(cluster, error);
    }
  }
}

// The lock of the socket holds the same number, and PostgreSQL believes that as well.
async function removeStaleFiles(cluster: Cluster, judged: string): Promise<void> {
  await removeStalePidFile(cluster.directory, judged);
  if (process.platform !== 'win32') await rm(join(await privateSocketFolder(cluster), `${NAME_OF_SOCKET}.lock`), { force: true });
}

/** Stops the cluster's PostgreSQL and waits for it; connections are cut, what was committed is kept. */
export async function stopCluster(cluster: Cluster, mode: 'fast' | 'immediate'): Promise<void> {
  try {
    await runPostgresProgram('pg_ctl', ['stop', '-D', cluster.directory, '-m', mode, '-w', '-t', '60'], cluster.launch);
  } catch (error) {
    if (await isRunning(cluster)) throw error;
  }
}

async function start(cluster: Cluster, settings: Record<string, string>): Promise<void> {
  await prepareLogFile(cluster);
  const all = { ...FIXED_SETTINGS, ...(await whereToListen(cluster, settings)), ...settings };
  const options = Object.entries(all).map(([name, value]) => `-c ${quoteForShell(`${name}=${value}`)}`);
  const where = ['-D', cluster.directory, '-l', cluster.logFile];
  const wait = ['-w', '-t', String(START_TIMEOUT_SECONDS)];
  await runPostgresProgram('pg_ctl', ['start', ...where, ...wait, '-o', options.join(' ')], cluster.launch);
}

/**
 * A socket in a folder that no other user may enter: on a port, any user of the machine could take all the connections there are
 * without signing in. Where the system has none for Node, or the settings ask for it, a port of this machine.
 */
async function whereToListen(cluster: Cluster, settings: Record<string, string>): Promise<Record<string, string>> {
  if (process.platform === 'win32' || settings['listen_addresses'] !== undefined)
    return { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(await freePort()) };
  return { listen_addresses: '', unix_socket_directories: await privateSocketFolder(cluster), unix_socket_permissions: '0700' };
}

// pg_ctl puts the options into a shell command as they are.
function quoteForShell(word: string): string {
  return process.platform === 'win32' ? `"${word}"` : `'${word.replaceAll("'", `'\\''`)}'`;
}

// The account may not create files in a data directory of root's.
async function prepareLogFile(cluster: Cluster): Promise<void> {
  // Not through a link: root would give away the file it points to.
  // oxlint-disable-next-line typescript/no-useless-default-assignment -- Windows has none, whatever the types say
  const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW = 0 } = constants;
  const handle = await open(cluster.logFile, O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW, 0o600);
  try {
    if (cluster.account) await handle.chown(cluster.account.uid, cluster.account.gid);
  } finally {
    await handle.close();
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', resolve);
  });
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port on 127.0.0.1');
  return address.port;
}

async function isRunning(cluster: Cluster): Promise<boolean> {
  const { state } = await inspectPostmaster(cluster.directory);
  return state === 'ready' || state === 'changing';
}

async function withLogTail(cluster: Cluster, cause: unknown): Promise<Error> {
  const handle = await open(cluster.logFile, 'r').catch(() => undefined);
  const tail = (await handle?.readFile('utf8').catch(() => ''))?.trim().split('\n').slice(-5).join('\n') ?? '';
  await handle?.close();
  return new Error(`The embedded PostgreSQL does not start; the end of ${cluster.logFile}:\n${tail}`, { cause });
}

function unresponsive(cluster: Cluster, pid: number): Error {
  return new Error(
    `${cluster.directory}/postmaster.pid names process ${pid}, which is not ready after ${START_TIMEOUT_SECONDS} s. ` +
      `See ${cluster.logFile}; if that process is not PostgreSQL, remove the file.`,
  );
}
