import { createHash } from 'node:crypto';
import { chown, lstat, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cluster } from './cluster.js';

/** What the system takes as the path of a socket, with its end, on Linux and macOS alike. */
const LONGEST_PATH = 103;
/** Its port is part of the name, and the only one in that folder. */
export const NAME_OF_SOCKET = '.s.PGSQL.5432';

/**
 * A folder for the socket that no other user may enter: the cluster's own, or, where that path is too long for a socket, one in
 * the folder for temporary files.
 *
 * @throws Error where another user has put something in its place
 */
export async function privateSocketFolder({ directory, account }: Pick<Cluster, 'directory' | 'account'>): Promise<string> {
  // A comma would be the end of the path: the setting is a list.
  if (join(directory, NAME_OF_SOCKET).length <= LONGEST_PATH && !directory.includes(',')) return directory;
  const folder = join(tmpdir(), `embedded-postgres-${createHash('sha256').update(directory).digest('hex').slice(0, 16)}`);
  const uid = account?.uid ?? process.getuid?.();
  const made = await mkdir(folder, { mode: 0o700 }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
      return false;
    },
  );
  if (made && account) await chown(folder, account.uid, account.gid);
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0)
    throw new Error(`${folder} is to hold the socket of the embedded database, and belongs to another user. Remove it, or set TMPDIR.`);
  return folder;
}
