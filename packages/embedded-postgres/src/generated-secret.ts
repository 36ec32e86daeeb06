import { randomBytes } from 'node:crypto';
import { chown, link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Returns the secret in `<dataDir>/secrets/<name>` and creates it on first use. It has 48 hexadecimal characters, which are
 * safe in URLs and SQL. The folder has mode 0700 and the file 0600; both belong to the owner of the data directory. Two
 * processes that call this simultaneously get the same secret.
 */
export async function readOrCreateSecret(dataDir: string, name: string): Promise<string> {
  const file = join(dataDir, 'secrets', name);
  const existing = await readSecret(file);
  if (existing !== undefined) return existing;

  await makePrivateFolder(dirname(file));
  const draft = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    await writeDraft(draft, randomBytes(24).toString('hex'), dataDir);
    // A link never overwrites a file, so the second of two processes finds the first one's complete secret.
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
    throw new Error(`${file} belongs to another user; run as the owner of the data directory.`, { cause: error });
  }
}

async function makePrivateFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  // An existing folder is not changed: it could be a link, and root would change the owner of its target.
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
    // If root starts the program once on a user's data directory, the user must still be able to read the secrets later.
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
