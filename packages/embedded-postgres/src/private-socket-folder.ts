import { createHash } from 'node:crypto';
import { chown, lstat, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cluster } from './cluster.js';

/** The longest socket path, without its terminating byte, that both Linux and macOS accept. */
const LONGEST_PATH = 103;
/** The port is part of the name. Each folder has only one socket. */
export const NAME_OF_SOCKET = '.s.PGSQL.5432';

/**
 * A folder for the socket that no other user can enter: the cluster directory, or a folder for temporary files if that path
 * is too long for a socket.
 *
 * @throws Error if another user has created something at that path
 */
export async function privateSocketFolder({ directory, account }: Pick<Cluster, 'directory' | 'account'>): Promise<string> {
  // A comma would end the path, because the setting is a list.
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
    throw new Error(
      `${folder} is needed for the socket of the embedded database, but it belongs to another user. Remove it, or set TMPDIR.`,
    );
  return folder;
}
