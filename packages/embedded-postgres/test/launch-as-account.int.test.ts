import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { acquireEmbeddedPostgres } from '../src/acquire-embedded-postgres.js';
import { planLaunch } from '../src/launch-as-account.js';

const run = promisify(execFile);
const account = { uid: 65534, gid: 65534 };
const isLinuxRoot = process.platform === 'linux' && process.getuid?.() === 0;
let folder: string;
let programs: string;
let data: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'embedded-postgres-launch-'));
  [programs, data] = [join(folder, "the program's", 'native'), join(folder, 'data')];
  await mkdir(join(programs, 'bin'), { recursive: true });
  await mkdir(data);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The lines of /proc/PID/status that describe the rights of a process. */
const rights = (status: string) =>
  [...status.matchAll(/^(Cap\w+|NoNewPrivs|Groups):[ \t]*(.*?)[ \t]*$/gm)].map(([, name, value]) => `${name} ${value}`);
const NONE = ['Groups ', ...['Inh', 'Prm', 'Eff', 'Bnd', 'Amb'].map((set) => `Cap${set} 0000000000000000`), 'NoNewPrivs 1'];

test('no prefix is needed without another account', async () => {
  expect(await planLaunch(undefined, { programs, data })).toEqual({ prefix: [], ids: {} });
});

test.runIf(isLinuxRoot).each([
  ['an open folder', 0o755, 0o755],
  ['a closed folder', 0o700, 0o755],
  ['a closed folder, and are closed themselves', 0o700, 0o700],
])('a program whose folders are in %s runs as the account without any capability', async (_what, above, inside) => {
  const program = join(programs, 'bin', 'cat');
  await copyFile('/bin/cat', program);
  await Promise.all([
    chmod(program, inside),
    chmod(join(programs, 'bin'), inside),
    chmod(programs, inside),
    chmod(data, inside),
    chmod(folder, above),
  ]);
  const { prefix } = await planLaunch(account, { programs, data });
  const [command, ...words] = [...prefix, program, '/proc/self/status'];
  const { stdout } = await run(command, words);
  expect(stdout).toMatch(/^Uid:\s+65534\s+65534\s+65534\s+65534$/m);
  expect(rights(stdout)).toEqual(NONE);
  // A closed folder stays closed to other users.
  const look = run('setpriv', ['--reuid=65534', '--regid=65534', '--clear-groups', 'ls', folder]);
  const isSeen = await look.then(
    () => true,
    () => false,
  );
  expect(isSeen).toBe(above !== 0o700);
});

test.runIf(isLinuxRoot)(
  'a PostgreSQL that root started in a closed folder has no capabilities and none of the server’s secrets',
  async () => {
    process.env['SESSION_SECRET'] = 'a secret of the server, not of the database';
    process.env['ADMIN_PASSWORD'] = 'another secret of it';
    const home = join(folder, 'home');
    await mkdir(home, { mode: 0o700 });
    const database = await acquireEmbeddedPostgres({
      program: 'a test',
      owner: 'owner',
      database: 'kept',
      dataDir: join(home, 'data'),
      purpose: 'server',
      log: () => {},
    });
    try {
      const client = new pg.Client({ connectionString: database.url });
      // If an expectation fails, the database stops while this connection is open.
      client.on('error', () => {});
      await client.connect();
      await client.query('CREATE TABLE kept AS SELECT 1 AS one');
      // Processes start and exit in the meantime, and an exiting process may be read incompletely.
      await vi.waitFor(async () => {
        const pids: string[] = [];
        for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
          const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
          const [command, environment] = await Promise.all(
            ['cmdline', 'environ'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
          );
          const parent = /^PPid:\s*(\d+)/m.exec(status)?.[1] ?? '';
          if (!command?.includes(join(home, 'data')) && !pids.includes(parent)) continue;
          pids.push(pid);
          expect(rights(status)).toEqual(NONE);
          expect(environment).not.toMatch(/SESSION_SECRET|ADMIN_PASSWORD|secret/);
          const names = environment?.split('\0').flatMap((entry) => (entry.includes('=') ? [entry.split('=')[0]] : []));
          expect(
            names?.filter(
              (name) => !/^(PATH|(LD|DYLD)_LIBRARY_PATH|LANG|LC_ALL|TZ|TMPDIR|PWD|SHLVL|_|OLDPWD|PG\w*|LC_\w+)$/.test(name ?? ''),
            ),
          ).toEqual([]);
        }
        expect(pids.length).toBeGreaterThan(3);
      }, 10_000);
      await client.end();
    } finally {
      await database.release();
      delete process.env['SESSION_SECRET'];
      delete process.env['ADMIN_PASSWORD'];
    }
  },
);
