import { spawn } from 'node:child_process';
import { devNull } from 'node:os';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

/** The repository cannot be read because of the path, the branch or git itself. Nothing was done. */
export class RepositoryError extends Error {}

export interface GitOptions {
  signal: AbortSignal;
  /** The standard input of git. */
  input?: Iterable<string>;
}

/**
 * Runs git on a repository and yields its output as bytes. Git ignores replaced objects, grafts and GIT_ variables that would
 * redirect it to another repository, and fetches nothing.
 *
 * @throws RepositoryError if git cannot be run or fails
 */
export async function* runGit(repository: string, args: readonly string[], { signal, input }: GitOptions): AsyncGenerator<Uint8Array> {
  const child = spawn('git', ['-C', repository, '--no-replace-objects', '--no-pager', ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    signal,
    // Ctrl-C would otherwise end git before the command stops, and the command would report that git cannot read the repository.
    detached: true,
    env: environment(),
  });
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  ended.catch(() => {});
  const errorOutput = buffer(child.stderr).catch(() => Buffer.alloc(0));
  // git may exit before it has read all input. Its exit code explains why.
  child.stdin.on('error', () => {});
  Readable.from(input ?? [], { objectMode: true }).pipe(child.stdin);
  let isReadToTheEnd = false;
  try {
    yield* child.stdout;
    isReadToTheEnd = true;
  } finally {
    // A caller may stop reading early. Do not leave the process behind.
    if (!isReadToTheEnd) child.kill();
  }
  const code = await ended.catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new RepositoryError('git is not installed') : error;
  });
  if (code !== 0)
    throw new RepositoryError(`git cannot read ${repository}: ${(await errorOutput).toString().trim() || `exit code ${code}`}`);
}

function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') || /^GIT_(CONFIG|EXEC_PATH)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C', GIT_GRAFT_FILE: devNull, GIT_ALLOW_PROTOCOL: 'none', GIT_NO_LAZY_FETCH: '1' };
}
