import { access, constants, mkdir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readOrCreateSecret } from './generated-secret.js';
import { type Launch, planLaunch } from './launch-as-account.js';
import { UnusablePathError } from './unusable-path-error.js';
import { choosePostgresAccount, type PostgresAccount } from './postgres-account.js';
import type { Place } from './postmaster.js';
import { postgresProgramPath } from './postgres-binaries.js';

/** The superuser of every cluster that this package creates. */
export const SUPERUSER = 'postgres';

/** The files of an embedded PostgreSQL, and the account that runs it. */
export interface Cluster {
  dataDir: string;
  /** The data directory in PostgreSQL's sense. */
  directory: string;
  logFile: string;
  superuserPassword: string;
  account: PostgresAccount | undefined;
  launch: Launch;
}

/** Resolves a data directory (created if missing) to its cluster, which may not be initialized yet. */
export async function locateCluster(givenDataDir: string): Promise<Cluster> {
  const dataDir = await openDataDir(givenDataDir);
  refuseShellCharacters(dataDir, 'data directory');
  refuseShellCharacters(postgresProgramPath('postgres'), 'program');

  const directory = join(dataDir, 'postgres');
  const account = await choosePostgresAccount(directory, dataDir);
  return {
    dataDir,
    directory,
    logFile: join(dataDir, 'postgres.log'),
    superuserPassword: await readOrCreateSecret(dataDir, 'postgres-superuser-password'),
    account,
    launch: await planLaunch(account, { programs: dirname(dirname(postgresProgramPath('postgres'))), data: dataDir }),
  };
}

/** A connection URL for the cluster. Passwords are hexadecimal; names and folders may contain any character. */
export function clusterUrl(login: { user: string; password: string; place: Place; database: string }): string {
  const { host, port } = login.place;
  return `postgres://${encodeURIComponent(login.user)}:${login.password}@${encodeURIComponent(host)}:${port}/${encodeURIComponent(login.database)}`;
}

/** @throws UnusablePathError if the folder cannot be used */
async function openDataDir(given: string): Promise<string> {
  try {
    await mkdir(given, { recursive: true });
    await access(given, constants.R_OK | constants.W_OK | constants.X_OK);
    return await realpath(given);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UnusablePathError('data directory', `must be a folder that this user can write to, and ${given} is not (${code})`, {
      cause: error,
    });
  }
}

// pg_ctl passes its paths to a shell in double quotes and does not escape them.
function refuseShellCharacters(path: string, what: 'data directory' | 'program'): void {
  if (process.platform === 'win32' || !/["$`\\\n]/.test(path)) return;
  throw new UnusablePathError(what, `must not contain any of " $ \` \\ if the embedded database is used: ${path}`);
}
