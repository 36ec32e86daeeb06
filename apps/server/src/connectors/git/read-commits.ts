import { nulRecords } from './nul-fields.js';
import { RepositoryError, runGit } from './run-git.js';

/** A commit as git prints it. Fields are bytes: UTF-8 if git could convert them, otherwise arbitrary. */
export interface Commit {
  hash: string;
  parents: readonly string[];
  /** The author in the commit itself. */
  name: Buffer;
  email: Buffer;
  /** The author after applying `.mailmap`. */
  mappedName: Buffer;
  mappedEmail: Buffer;
  /** Seconds since 1970 as digits. Empty if git finds no time. */
  authoredAt: string;
  /** Subject and body. */
  message: Buffer;
}

const FORMAT = ['%H', '%P', '%an', '%ae', '%aN', '%aE', '%at', '%B'];
const LOG = ['log', '-z', '-s', '--no-color', '--no-show-signature', '--no-notes', '--encoding=UTF-8', `--format=${FORMAT.join('%x00')}`];

/**
 * Resolves a branch, or any other revision that git understands, to its current commit. The import then reads the history of
 * that commit, even if new commits are added in the meantime.
 *
 * @throws RepositoryError if the path is not a repository, the branch is unknown or the history is empty
 */
export async function resolveCommit(repository: string, branch: string, signal: AbortSignal): Promise<string> {
  if (branch.startsWith('-')) throw new RepositoryError(`${branch} is not a valid branch name`);
  const out: Uint8Array[] = [];
  for await (const chunk of runGit(repository, ['rev-parse', '--verify', `${branch}^{commit}`], { signal })) out.push(chunk);
  return Buffer.concat(out).toString().trim();
}

/** Streams the whole history of a commit, including merges. Every commit comes after its parents. */
export function readHistory(repository: string, commit: string, signal: AbortSignal): AsyncGenerator<Commit> {
  return parsed(runGit(repository, [...LOG, '--topo-order', '--reverse', commit, '--'], { signal }));
}

/** Streams the commits with these hashes in the same order. Needs at least one hash. */
export function readCommits(repository: string, hashes: Iterable<string>, signal: AbortSignal): AsyncGenerator<Commit> {
  return parsed(runGit(repository, [...LOG, '--no-walk=unsorted', '--stdin'], { signal, input: lines(hashes) }));
}

function* lines(hashes: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const hash of hashes) {
    chunk += `${hash}\n`;
    if (chunk.length < 64 * 1024) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

async function* parsed(output: AsyncIterable<Uint8Array>): AsyncGenerator<Commit> {
  for await (const fields of nulRecords(output, FORMAT.length)) {
    const [hash, parents, name, email, mappedName, mappedEmail, authoredAt, message] = fields as [Buffer, ...Buffer[]] & { length: 8 };
    yield {
      hash: hash.toString('latin1'),
      parents: parents?.length ? parents.toString('latin1').split(' ') : [],
      name: name ?? EMPTY,
      email: email ?? EMPTY,
      mappedName: mappedName ?? EMPTY,
      mappedEmail: mappedEmail ?? EMPTY,
      authoredAt: authoredAt?.toString('latin1') ?? '',
      message: message ?? EMPTY,
    };
  }
}

const EMPTY = Buffer.alloc(0);
