import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';

const UNWRITTEN_TIMEOUT_MS = 5000;

/** The address of a cluster: a folder with its socket, or a host. */
export interface Place {
  host: string;
  port: number;
}

/** The state of a cluster according to postmaster.pid and the process with that id. */
export type Postmaster =
  | { state: 'absent' }
  /** A leftover file. `pidTaken`: the process id now belongs to another process. */
  | { state: 'stale'; pid: number; pidTaken: boolean; content: string }
  | { state: 'changing'; pid: number }
  | ({ state: 'ready'; pid: number } & Place);

/** Checks whether PostgreSQL is running on the cluster directory. If this is uncertain, it assumes that PostgreSQL is running. */
export async function inspectPostmaster(directory: string): Promise<Postmaster> {
  const content = await readFile(join(directory, 'postmaster.pid'), 'utf8').catch(ignoreMissing);
  if (content === undefined) return { state: 'absent' };

  const lines = content.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return judgeUnwritten(directory, content);
  if (!isProcessAlive(pid)) return { state: 'stale', pid, pidTaken: false, content };
  if (await isSomethingElse(pid, directory)) return { state: 'stale', pid, pidTaken: true, content };

  const [port, socketFolder, address] = [Number(lines[3]), lines[4]?.trim(), lines[5]?.trim()];
  if (lines[7]?.trim() !== 'ready' || !(port > 0)) return { state: 'changing', pid };
  return { state: 'ready', pid, port, host: socketFolder || address || '127.0.0.1' };
}

/**
 * Removes a postmaster.pid whose process id now belongs to another process, because PostgreSQL would refuse to start. If a
 * new PostgreSQL has replaced the file in the meantime, the new file is restored.
 */
export async function removeStalePidFile(directory: string, judged: string): Promise<void> {
  const file = join(directory, 'postmaster.pid');
  const aside = `${file}.${randomBytes(4).toString('hex')}`;
  try {
    await rename(file, aside);
  } catch (error) {
    return ignoreMissing(error as NodeJS.ErrnoException);
  }
  if ((await readFile(aside, 'utf8')) !== judged) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

/** Whether a process with this id exists, regardless of its owner. */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

// PostgreSQL first creates the file and then writes it. If it was killed in between, the file stays empty.
async function judgeUnwritten(directory: string, content: string): Promise<Postmaster> {
  const file = await stat(join(directory, 'postmaster.pid')).catch(ignoreMissing);
  if (file === undefined) return { state: 'absent' };
  const ageMs = Date.now() - file.mtimeMs;
  if (ageMs < UNWRITTEN_TIMEOUT_MS) return { state: 'changing', pid: 0 };
  return { state: 'stale', pid: 0, pidTaken: true, content };
}

// Returns true only if it is certain: not PostgreSQL, or PostgreSQL on another directory. A zombie has an empty command line.
async function isSomethingElse(pid: number, directory: string): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  if (commandLine === undefined) return false;

  const words = commandLine.split('\0');
  if (basename(words[0] ?? '') !== 'postgres') return true;
  const served = words[words.indexOf('-D') + 1];
  if (!words.includes('-D') || served === undefined || !isAbsolute(served)) return false;
  const [theirs, ours] = await Promise.all([stat(served).catch(() => undefined), stat(directory)]);
  return theirs !== undefined && (theirs.ino !== ours.ino || theirs.dev !== ours.dev);
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
