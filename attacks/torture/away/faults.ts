import { execFile } from 'node:child_process';
import { open, mkdtemp, rm, statfs, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TcpProxy } from '../../../apps/server/test/tcp-proxy.js';
import type { Context } from '../context.js';
import type { OwnPostgres } from '../../../apps/server/test/own-postgres.js';
import { withSuperuser } from '../../../apps/server/test/superuser.js';

/** A way to make a database unusable, and to restore it. */
export interface DatabaseFault {
  name: string;
  /** Whether the server can still connect to the database during the fault. */
  isReachable: boolean;
  begin(): Promise<unknown>;
  end(): Promise<unknown>;
}

const ROOM = '600m';
const CUT = `
  SELECT pg_terminate_backend(pid) FROM pg_stat_activity
   WHERE datname = current_database() AND application_name LIKE 'skilltrace server%'`;

/** Returns every fault that this machine can produce. */
export async function databaseFaults(context: Context, postgres: OwnPostgres, database: string, proxy: TcpProxy): Promise<DatabaseFault[]> {
  const sql = (text: string, inDatabase = database) => asSuperuser(postgres.superuserUrl(inDatabase), text);
  const faults: DatabaseFault[] = [
    { name: 'silent', isReachable: false, begin: () => Promise.resolve(proxy.freeze()), end: () => proxy.restore() },
    { name: 'cut off', isReachable: false, begin: () => proxy.cut(), end: () => proxy.restore() },
    { name: 'stopped', isReachable: false, begin: () => postgres.stop('fast'), end: () => postgres.start() },
    { name: 'every connection cut', isReachable: true, begin: () => sql(CUT), end: () => Promise.resolve() },
    {
      name: 'read-only',
      isReachable: true,
      // Run in another database, because a read-only one would reject this command later.
      begin: () => sql(`ALTER DATABASE ${database} SET default_transaction_read_only = on`, 'postgres').then(() => sql(CUT)),
      end: () => sql(`ALTER DATABASE ${database} RESET default_transaction_read_only`, 'postgres'),
    },
  ];
  const full = await smallDisk(context, postgres, database);
  return full ? [...faults, full] : faults;
}

/** Moves the database to a separate disk that can be filled up. The database must have no connections. Needs root. */
async function smallDisk(context: Context, postgres: OwnPostgres, database: string): Promise<DatabaseFault | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  const run = promisify(execFile);
  const { rows } = await asSuperuser(postgres.superuserUrl(), "SELECT current_setting('data_directory') AS folder");
  const { uid } = await stat((rows[0] as { folder: string }).folder);
  const disk = await mkdtemp(join(tmpdir(), 'skilltrace-torture-disk-'));
  context.atEnd(() => rm(disk, { recursive: true, force: true }));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${ROOM},uid=${uid},mode=700`, 'tmpfs', disk]);
  } catch {
    context.say('cannot mount a separate disk: skipping the full-disk fault');
    return undefined;
  }
  context.atEnd(async () => {
    await postgres.stop('immediate');
    await run('umount', ['-l', disk]);
  });
  await asSuperuser(postgres.superuserUrl(), `CREATE TABLESPACE small LOCATION '${disk}'`);
  await asSuperuser(postgres.superuserUrl(), `ALTER DATABASE ${database} SET TABLESPACE small`);
  const filler = join(disk, 'filler');
  return { name: 'full', isReachable: true, begin: () => fill(filler, disk), end: () => rm(filler, { force: true }) };
}

async function fill(file: string, disk: string): Promise<void> {
  const handle = await open(file, 'w');
  try {
    const zeros = Buffer.alloc(1024 * 1024);
    while ((await statfs(disk)).bavail > 0) await handle.write(zeros);
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOSPC') throw error;
  } finally {
    await handle.close();
  }
}

const asSuperuser = (url: string, text: string) => withSuperuser(url, (client) => client.query(text));
