import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { choosePostgresAccount } from '../../../packages/embedded-postgres/src/postgres-account.js';
import { freePort } from '../../../apps/server/test/free-port.js';

const run = promisify(execFile);
const INSTALLATIONS = '/usr/lib/postgresql';

/**
 * Returns the program folder of the newest PostgreSQL on this machine that includes the client programs, which the embedded
 * PostgreSQL lacks. Returns undefined if there is none.
 */
export function findClientPrograms(): string | undefined {
  const installed = existsSync(INSTALLATIONS) ? readdirSync(INSTALLATIONS).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = installed.map((version) => join(INSTALLATIONS, version, 'bin'));
  try {
    folders.unshift(execFileSync('pg_config', ['--bindir'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim());
  } catch {
    // Without pg_config, use the usual installation folder.
  }
  return folders.find((folder) =>
    ['initdb', 'pg_ctl', 'pg_dump', 'pg_restore', 'psql'].every((program) => existsSync(join(folder, program))),
  );
}

export interface ClientPostgres {
  port: number;
  administratorUrl: string;
  close(): Promise<void>;
}

/** Starts a new cluster with the version of these programs. */
export async function startClientPostgres(programs: string): Promise<ClientPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'skilltrace-torture-own-postgres-'));
  const account = await choosePostgresAccount(folder, folder);
  if (account) await chown(folder, account.uid, account.gid);
  const [data, passwordFile] = [join(folder, 'data'), join(folder, 'password')];
  await writeFile(passwordFile, 'administrator');
  if (account) await chown(passwordFile, account.uid, account.gid);
  const as = { ...account, cwd: '/', env: { LC_ALL: 'C', PATH: process.env['PATH'] } };
  const port = await freePort();
  await run(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--no-sync'],
    as,
  );
  // Quoted for the shell to which pg_ctl passes its options.
  const options = `-c port=${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c max_connections=200`;
  await run(join(programs, 'pg_ctl'), ['start', '-D', data, '-w', '-l', join(folder, 'log'), '-o', options], as);
  return {
    port,
    administratorUrl: `postgres://postgres:administrator@127.0.0.1:${port}/postgres`,
    close: async () => {
      await run(join(programs, 'pg_ctl'), ['stop', '-D', data, '-m', 'immediate', '-w'], as);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
