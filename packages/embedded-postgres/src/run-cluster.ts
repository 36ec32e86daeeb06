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
const STOP_TIMEOUT_SECONDS = 60;

const FIXED_SETTINGS = {
  max_connections: '100',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
};

/**
 * Ensures that PostgreSQL is running on an initialized cluster. A running one is used, a starting or stopping one is waited
 * for, and a stopped one is started (it recovers by itself).
 *
 * @returns the address of the cluster
 * @throws Error with the end of PostgreSQL's log if it does not start
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
      // Another process may have started it first, or taken the port that we chose.
      failures += 1;
      if (failures >= START_ATTEMPTS && (await runningPid(cluster)) === undefined) throw await withLogTail(cluster, error);
    }
  }
}

// The lock file of the socket contains the same process id, and PostgreSQL checks it too.
async function removeStaleFiles(cluster: Cluster, judged: string): Promise<void> {
  await removeStalePidFile(cluster.directory, judged);
  if (process.platform !== 'win32') await rm(join(await privateSocketFolder(cluster), `${NAME_OF_SOCKET}.lock`), { force: true });
}

/**
 * Stops PostgreSQL and waits until it has stopped. Open connections are closed; committed data is kept. `pg_ctl` itself waits for the process
 * that the file names, and another process may start PostgreSQL again between two of its looks at the file.
 *
 * @throws Error if it has not stopped after a minute
 */
export async function stopCluster(cluster: Cluster, mode: 'fast' | 'immediate'): Promise<void> {
  const pid = await runningPid(cluster);
  if (pid === undefined) return;
  try {
    await runPostgresProgram('pg_ctl', ['stop', '-D', cluster.directory, '-m', mode, '-W'], cluster.launch);
  } catch (error) {
    if ((await runningPid(cluster)) === pid) throw error;
  }
  const deadline = Date.now() + STOP_TIMEOUT_SECONDS * 1000;
  while ((await runningPid(cluster)) === pid) {
    if (Date.now() > deadline) throw new Error(`PostgreSQL has not stopped after ${STOP_TIMEOUT_SECONDS} s. See ${cluster.logFile}.`);
    await sleep(20);
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
 * Listens on a socket in a folder that no other user can enter. On a port, any user of the machine could use up all
 * connections without authenticating. On Windows, or if the settings ask for it, it listens on a local port.
 */
async function whereToListen(cluster: Cluster, settings: Record<string, string>): Promise<Record<string, string>> {
  if (process.platform === 'win32' || settings['listen_addresses'] !== undefined)
    return { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(await freePort()) };
  return { listen_addresses: '', unix_socket_directories: await privateSocketFolder(cluster), unix_socket_permissions: '0700' };
}

// pg_ctl inserts the options unescaped into a shell command.
function quoteForShell(word: string): string {
  return process.platform === 'win32' ? `"${word}"` : `'${word.replaceAll("'", `'\\''`)}'`;
}

// The account cannot create files in a data directory that belongs to root.
async function prepareLogFile(cluster: Cluster): Promise<void> {
  // Does not follow links: root would change the owner of the target.
  // oxlint-disable-next-line typescript/no-useless-default-assignment -- undefined on Windows, contrary to the types
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

/** The process id of the PostgreSQL that runs, starts or stops on the cluster; undefined if there is none. */
export async function runningPid(cluster: Cluster): Promise<number | undefined> {
  const found = await inspectPostmaster(cluster.directory);
  return found.state === 'ready' || found.state === 'changing' ? found.pid : undefined;
}

async function withLogTail(cluster: Cluster, cause: unknown): Promise<Error> {
  const handle = await open(cluster.logFile, 'r').catch(() => undefined);
  const tail = (await handle?.readFile('utf8').catch(() => ''))?.trim().split('\n').slice(-5).join('\n') ?? '';
  await handle?.close();
  return new Error(`The embedded PostgreSQL does not start. The end of ${cluster.logFile}:\n${tail}`, { cause });
}

function unresponsive(cluster: Cluster, pid: number): Error {
  return new Error(
    `${cluster.directory}/postmaster.pid names process ${pid}, but that is not ready after ${START_TIMEOUT_SECONDS} s. ` +
      `See ${cluster.logFile}; if that process is not PostgreSQL, remove the file.`,
  );
}
