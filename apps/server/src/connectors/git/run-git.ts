import { spawn } from 'node:child_process';
import { devNull } from 'node:os';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

/** The repository cannot be read: the path, the branch or git itself is wrong. Nothing was done. */
export class RepositoryError extends Error {}

export interface GitOptions {
  signal: AbortSignal;
  /** What git reads on its standard input. */
  input?: Iterable<string>;
}

/**
 * Runs git on a repository and yields its output as bytes. The history is read as its objects state it: without replaced
 * objects, grafts, or any GIT_ variable that makes git look elsewhere than at the path. Nothing is fetched.
 *
 * @throws RepositoryError where git cannot be run or fails
 */
export async function* runGit(repository: string, args: readonly string[], { signal, input }: GitOptions): AsyncGenerator<Uint8Array> {
  const child = spawn('git', ['-C', repository, '--no-replace-objects', '--no-pager', ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    signal,
    env: environment(),
  });
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  ended.catch(() => {});
  const complaint = buffer(child.stderr).catch(() => Buffer.alloc(0));
  // git may end before it has read everything; its exit code says why.
  child.stdin.on('error', () => {});
  Readable.from(input ?? [], { objectMode: true }).pipe(child.stdin);
  let isReadToTheEnd = false;
  try {
    yield* child.stdout;
    isReadToTheEnd = true;
  } finally {
    // A caller who stops reading early leaves no process behind.
    if (!isReadToTheEnd) child.kill();
  }
  const code = await ended.catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new RepositoryError('git cannot be run: it is not installed') : error;
  });
  if (code !== 0)
    throw new RepositoryError(`git cannot read ${repository}: ${(await complaint).toString().trim() || `it ended with ${code}`}`);
}

function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') || /^GIT_(CONFIG|EXEC_PATH)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C', GIT_GRAFT_FILE: devNull, GIT_ALLOW_PROTOCOL: 'none', GIT_NO_LAZY_FETCH: '1' };
}
