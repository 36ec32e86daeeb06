import { randomBytes } from 'node:crypto';
import { chown, link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * The secret kept in `<dataDir>/secrets/<name>`, made on first use: 48 hexadecimal characters, so safe in URLs and SQL.
 * Folder mode 0700, file mode 0600, both owned by the owner of the data directory. Two processes that ask at the same
 * moment get the same secret.
 */
export async function readOrCreateSecret(dataDir: string, name: string): Promise<string> {
  const file = join(dataDir, 'secrets', name);
  const existing = await readSecret(file);
  if (existing !== undefined) return existing;

  await makePrivateFolder(dirname(file));
  const draft = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    await writeDraft(draft, randomBytes(24).toString('hex'), dataDir);
    // A link never overwrites: of two processes the second finds the first one's secret, complete.
    await link(draft, file).catch(ignoreExisting);
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(file, 'utf8');
}

async function readSecret(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return undefined;
    if (code !== 'EACCES') throw error;
    throw new Error(`${file} belongs to another user; run as the user who owns the data directory.`, { cause: error });
  }
}

async function makePrivateFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  // One that was there is left alone: it could be a link to somewhere else, and root would give that place away.
  if (made !== undefined && process.getuid?.() === 0) {
    const { uid, gid } = await stat(dirname(folder));
    await chown(folder, uid, gid);
  }
}

async function writeDraft(draft: string, secret: string, dataDir: string): Promise<void> {
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(secret);
    await handle.sync();
    // Root may start once on a user's data directory; the user must still be able to read the secrets afterwards.
    if (process.getuid?.() === 0) {
      const { uid, gid } = await stat(dataDir);
      await handle.chown(uid, gid);
    }
  } finally {
    await handle.close();
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
