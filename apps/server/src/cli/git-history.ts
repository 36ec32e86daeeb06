import { spawn } from 'node:child_process';
import { buffer } from 'node:stream/consumers';
import { timestamp } from '@skilltrace/contract';
import { UsageError } from './command-io.js';
import { nulRecords } from './nul-fields.js';

export interface Commit {
  hash: string;
  /** As `.mailmap` has it. */
  name: string;
  email: string;
  /** ISO 8601 in UTC; undefined where git holds no date that can be read. */
  authoredAt: string | undefined;
  /** Subject and body; empty where only the authors were asked for. */
  message: string;
}

/**
 * The commit that a branch (or anything else that git understands) points to now. What is read afterwards is its
 * history, whatever is committed in the meantime.
 *
 * @throws UsageError where the path is no repository, the branch unknown or the history empty
 */
export async function resolveCommit(repository: string, branch: string, signal: AbortSignal): Promise<string> {
  if (branch.startsWith('-')) throw new UsageError(`${branch} is no name of a branch`);
  const out: Uint8Array[] = [];
  for await (const chunk of git(repository, ['rev-parse', '--verify', `${branch}^{commit}`], signal)) out.push(chunk);
  return Buffer.concat(out).toString().trim();
}

/** The commits behind `commit` that are no merges, oldest first, as a stream. */
export async function* readCommits(
  repository: string,
  commit: string,
  signal: AbortSignal,
  fields: 'authors' | 'whole',
): AsyncGenerator<Commit> {
  const format = ['%H', '%aN', '%aE', '%aI', ...(fields === 'whole' ? ['%B'] : [])];
  const log = git(
    repository,
    [
      'log',
      '-z',
      '-s',
      '--no-merges',
      '--reverse',
      '--no-color',
      '--no-show-signature',
      '--encoding=UTF-8',
      `--format=${format.join('%x00')}`,
      commit,
      '--',
    ],
    signal,
  );
  for await (const [hash = '', name = '', email = '', authoredAt = '', message = ''] of nulRecords(log, format.length)) {
    yield { hash, name, email, authoredAt: timestamp.safeParse(authoredAt).data, message };
  }
}

async function* git(repository: string, args: readonly string[], signal: AbortSignal): AsyncGenerator<Uint8Array> {
  // Set by a hook or a worktree, these would make git look elsewhere than at the path.
  const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, ...env } = process.env;
  const child = spawn('git', ['-C', repository, ...args], { stdio: ['ignore', 'pipe', 'pipe'], signal, env: { ...env, LC_ALL: 'C' } });
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  ended.catch(() => {});
  const complaint = buffer(child.stderr).catch(() => Buffer.alloc(0));
  let readToTheEnd = false;
  try {
    yield* child.stdout;
    readToTheEnd = true;
  } finally {
    // Whoever stops reading early leaves nothing running.
    if (!readToTheEnd) child.kill();
  }
  const code = await ended.catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new UsageError('git cannot be run: it is not installed') : error;
  });
  if (code !== 0) throw new UsageError(`git cannot read ${repository}: ${(await complaint).toString().trim() || `it ended with ${code}`}`);
}
