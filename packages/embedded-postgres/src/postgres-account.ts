import { stat } from 'node:fs/promises';
import { tryProgram } from './run-program.js';

/** A user of the operating system, by its numeric ids. */
export interface PostgresAccount {
  uid: number;
  gid: number;
}

/**
 * The account to run PostgreSQL as, or undefined for the current user. Only root needs another account, because PostgreSQL
 * refuses to run as root: the owner of an existing cluster, otherwise the owner of the data directory, otherwise `postgres`,
 * otherwise `nobody`.
 */
export async function choosePostgresAccount(clusterDir: string, dataDir: string): Promise<PostgresAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  return (
    (await ownerOf(clusterDir)) ??
    (await ownerOf(dataDir)) ??
    (await accountNamed('postgres')) ??
    (await accountNamed('nobody')) ?? { uid: 65534, gid: 65534 }
  );
}

async function ownerOf(path: string): Promise<PostgresAccount | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found || found.uid === 0) return undefined;
  return (await accountNamed(String(found.uid))) ?? { uid: found.uid, gid: found.gid };
}

async function accountNamed(name: string): Promise<PostgresAccount | undefined> {
  const [uid, gid] = await Promise.all(['-u', '-g'].map((id) => tryProgram('id', [id, name])));
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}
