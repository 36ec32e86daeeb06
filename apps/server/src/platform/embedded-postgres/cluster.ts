import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { readOrCreateSecret } from './generated-secret.js';
import { type Launch, planLaunch } from './launch-as-account.js';
import { choosePostgresAccount, type PostgresAccount } from './postgres-account.js';
import { postgresProgramPath } from './postgres-binaries.js';

/** The superuser of every cluster we make. */
export const SUPERUSER = 'postgres';

/** Where one embedded PostgreSQL keeps its files, and who runs it. */
export interface Cluster {
  dataDir: string;
  /** The data directory in PostgreSQL's sense. */
  directory: string;
  logFile: string;
  superuserPassword: string;
  account: PostgresAccount | undefined;
  launch: Launch;
}

/** Resolves a data directory (made when missing) to the cluster in it, which may not be initialised yet. */
export async function locateCluster(givenDataDir: string): Promise<Cluster> {
  await mkdir(givenDataDir, { recursive: true });
  const dataDir = await realpath(givenDataDir);
  refuseShellCharacters(dataDir);
  refuseShellCharacters(postgresProgramPath('postgres'));

  const directory = join(dataDir, 'postgres');
  const account = await choosePostgresAccount(directory, dataDir);
  return {
    dataDir,
    directory,
    logFile: join(dataDir, 'postgres.log'),
    superuserPassword: await readOrCreateSecret(dataDir, 'postgres-superuser-password'),
    account,
    launch: await planLaunch(account, [postgresProgramPath('postgres'), dataDir]),
  };
}

/** A connection URL into the cluster; the parts need no escaping, as names are ours and passwords hexadecimal. */
export function clusterUrl(login: { user: string; password: string; port: number; database: string }): string {
  return `postgres://${login.user}:${login.password}@127.0.0.1:${login.port}/${login.database}`;
}

// pg_ctl hands its paths to a shell between double quotes, without escaping them.
function refuseShellCharacters(path: string): void {
  if (process.platform === 'win32' || !/["$`\\\n]/.test(path)) return;
  throw new Error(`The embedded database cannot live in a path with any of " $ \` \\ in it: ${path}`);
}
