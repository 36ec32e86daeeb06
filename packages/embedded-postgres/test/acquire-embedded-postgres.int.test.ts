import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { locateCluster } from '../src/cluster.js';
import { initializeCluster } from '../src/initialize-cluster.js';
import { inspectPostmaster, isProcessAlive } from '../src/postmaster.js';
import { ensureClusterRuns, stopCluster } from '../src/run-cluster.js';
import { bundleSeparateProcess, SeparateProcess } from './separate-process.js';

let bundle: Awaited<ReturnType<typeof bundleSeparateProcess>>;
let home: string;
let dataDir: string;
let processes: SeparateProcess[];

beforeAll(async () => {
  bundle = await bundleSeparateProcess();
});

afterAll(() => bundle.remove());

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "embedded it's spaced "));
  dataDir = join(home, 'data dir');
  processes = [];
});

afterEach(async () => {
  for (const one of processes) await one.kill();
  await killPostgres();
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
});

test('the owner is not a superuser, and uses UTC and Unicode case conversion', async () => {
  const { url } = await begin('server').report();
  const rows = await query(
    url,
    `SELECT rolsuper, rolcreaterole, upper('é') AS upper, current_setting('timezone') AS timezone
       FROM pg_roles WHERE rolname = current_user`,
  );
  expect(rows).toEqual([{ rolsuper: false, rolcreaterole: true, upper: 'É', timezone: 'UTC' }]);
});

test('other users cannot read the passwords', async () => {
  await begin('server').report();
  const folder = join(dataDir, 'secrets');
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  const names = await readdir(folder);
  expect(names.toSorted()).toEqual(['postgres-owner-password', 'postgres-superuser-password']);
  for (const name of names) expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
});

test.runIf(process.platform !== 'win32').each([
  ['', 'data'],
  [' if the data directory has a long path', 'x'.repeat(100)],
  [' if the data directory has a name with special characters', "it's, 100 % ünusual"],
])('other users of the machine cannot connect%s', async (_where, name) => {
  dataDir = join(dataDir, name);
  const { url, superuserUrl } = await begin('server').report();
  const [listens] = await query(
    superuserUrl,
    "SELECT current_setting('listen_addresses') AS addresses, current_setting('unix_socket_directories') AS folder",
  );
  expect(listens).toMatchObject({ addresses: '' });
  const folder = String((listens as { folder?: string }).folder);
  expect((await stat(folder)).mode & 0o077).toBe(0);
  const socket = join(folder, '.s.PGSQL.5432');
  expect((await stat(socket)).isSocket()).toBe(true);
  expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  if (process.getuid?.() !== 0) return;
  const attempt = `require('node:net').connect(process.argv[1]).on('error', (error) => console.log(error.code)).on('connect', () => process.exit())`;
  const stranger = spawnSync('setpriv', ['--reuid=12345', '--regid=12345', '--clear-groups', process.execPath, '-e', attempt, socket]);
  expect(stranger.stdout.toString().trim()).toBe('EACCES');
});

test('a second server is rejected with a one-line message, and the first one keeps running', async () => {
  const { url } = await begin('server').report();
  const { refused } = await begin('server').report();
  expect(refused?.name).toBe('EmbeddedDatabaseInUseError');
  expect(refused?.message).toMatch(/^Another server already uses the embedded database in .*data dir\.$/);
  expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('PostgreSQL stops with its last user, and its data is there after the next start', async () => {
  const first = begin('server');
  await query((await first.report()).url, 'CREATE TABLE kept AS SELECT 7 AS value');
  await first.release();
  expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);

  const { url } = await begin('server').report();
  expect(await query(url, 'SELECT value FROM kept')).toEqual([{ value: 7 }]);
});

test('a command that finishes does not stop the database of a running server', async () => {
  const { url } = await begin('server').report();
  const command = begin('command');
  expect((await command.report()).url).toBe(url);
  await command.release();
  expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a server that starts during a command keeps its database when the command finishes', async () => {
  const command = begin('command');
  await command.report();
  const { url } = await begin('server').report();
  await command.release();
  expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a new server takes over the PostgreSQL of a killed server', async () => {
  const killed = begin('server');
  const before = await killed.report();
  await killed.kill();

  const successor = begin('server');
  const after = await successor.report();
  expect(after).toMatchObject({ url: before.url, logged: [] });
  await successor.release();
  expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
});

test('committed data is recovered after the server and PostgreSQL were killed', async () => {
  const killed = begin('server');
  await query((await killed.report()).url, 'CREATE TABLE kept AS SELECT 7 AS value');
  await killed.kill();
  await killPostgres();

  const { url } = await begin('server').report();
  expect(await query(url, 'SELECT value FROM kept')).toEqual([{ value: 7 }]);
});

test('PostgreSQL starts even if the process id in postmaster.pid now belongs to another process', async () => {
  const killed = begin('server');
  await killed.report();
  await killed.kill();
  await killPostgres();
  for (const name of ['postmaster.pid', '.s.PGSQL.5432.lock']) {
    const file = join(dataDir, 'postgres', name);
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^\d+/, String(process.pid)));
  }

  expect((await begin('server').report()).logged).toHaveLength(1);
});

test('a server is notified when PostgreSQL is lost', async () => {
  const server = begin('server');
  await server.report();
  await killPostgres();
  expect(await server.report()).toEqual({ lost: true });
});

test('two simultaneous first starts share one cluster', async () => {
  const [one, other] = [begin('command'), begin('command')];
  const [first, second] = await Promise.all([one.report(), other.report()]);
  expect(first.refused ?? second.refused).toBeUndefined();
  expect(second.url).toBe(first.url);
  await Promise.all([one.release(), other.release()]);
  expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
});

test('one of two servers that start simultaneously is rejected', async () => {
  const reports = await Promise.all([begin('server').report(), begin('server').report()]);
  expect(reports.filter(({ refused }) => refused)).toHaveLength(1);
});

test('a process that joins while the last user leaves gets a running cluster', async () => {
  let leaver = begin('server');
  await leaver.report();
  for (let round = 0; round < 5; round++) {
    const newcomer = begin('command');
    const [exitCode] = await Promise.all([leaver.release(), newcomer.report().then(({ url }) => query(url, 'SELECT 1'))]);
    // If it waited for the PostgreSQL that the newcomer has started again, it would fail after a minute.
    expect(exitCode).toBe(0);
    leaver = newcomer;
  }
});

test('stopping does not wait for a PostgreSQL that another process starts again', async () => {
  const cluster = await locateCluster(dataDir);
  await initializeCluster(cluster, { sync: false });
  const start = () => ensureClusterRuns(cluster, { fsync: 'off' }, () => {});
  await start();
  for (let round = 0; round < 5; round++) {
    const stopping = stopCluster(cluster, 'fast');
    while ((await inspectPostmaster(cluster.directory)).state !== 'absent') await sleep(1);
    await Promise.all([stopping, start()]);
  }
  await stopCluster(cluster, 'fast');
});

test('a first start succeeds after an earlier one was killed halfway', async () => {
  await mkdir(join(dataDir, 'postgres.initializing-999999999', 'cluster'), { recursive: true });
  const interrupted = begin('server');
  await vi.waitUntil(async () => (await stagings()).some((name) => !name.endsWith('-999999999')), 120_000);
  await interrupted.kill();

  expect((await begin('server').report()).refused).toBeUndefined();
  expect(await stagings()).toEqual([]);
});

function begin(purpose: 'server' | 'command'): SeparateProcess {
  const begun = new SeparateProcess(bundle.script, dataDir, purpose);
  processes.push(begun);
  return begun;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function stagings(): Promise<string[]> {
  const names = await readdir(dataDir).catch(() => []);
  return names.filter((name) => name.startsWith('postgres.initializing-'));
}

/** Kills the postmaster with SIGKILL. Its child processes notice and exit. */
async function killPostgres(): Promise<void> {
  const file = join(dataDir, 'postgres', 'postmaster.pid');
  const pid = Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0]);
  if (!pid || pid === process.pid || !isProcessAlive(pid)) return;
  process.kill(pid, 'SIGKILL');
  await sleep(200);
}
