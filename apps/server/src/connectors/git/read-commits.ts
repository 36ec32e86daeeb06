import { nulRecords } from './nul-fields.js';
import { RepositoryError, runGit } from './run-git.js';

/** A commit as git states it. Fields are bytes: UTF-8 where git could convert them, and anything at all where it could not. */
export interface Commit {
  hash: string;
  parents: readonly string[];
  /** The author that the commit itself names. */
  name: Buffer;
  email: Buffer;
  /** The author as `.mailmap` has them. */
  mappedName: Buffer;
  mappedEmail: Buffer;
  /** Seconds since 1970, in digits; empty where git finds no time. */
  authoredAt: string;
  /** Subject and body. */
  message: Buffer;
}

const FORMAT = ['%H', '%P', '%an', '%ae', '%aN', '%aE', '%at', '%B'];
const LOG = ['log', '-z', '-s', '--no-color', '--no-show-signature', '--no-notes', '--encoding=UTF-8', `--format=${FORMAT.join('%x00')}`];

/**
 * The commit that a branch (or anything else that git understands) points to now. What is read afterwards is its
 * history, whatever is committed in the meantime.
 *
 * @throws RepositoryError where the path is no repository, the branch unknown or the history empty
 */
export async function resolveCommit(repository: string, branch: string, signal: AbortSignal): Promise<string> {
  if (branch.startsWith('-')) throw new RepositoryError(`${branch} is no name of a branch`);
  const out: Uint8Array[] = [];
  for await (const chunk of runGit(repository, ['rev-parse', '--verify', `${branch}^{commit}`], { signal })) out.push(chunk);
  return Buffer.concat(out).toString().trim();
}

/** The whole history of a commit, merges included, as a stream in which every commit comes after its parents. */
export function readHistory(repository: string, commit: string, signal: AbortSignal): AsyncGenerator<Commit> {
  return parsed(runGit(repository, [...LOG, '--topo-order', '--reverse', commit, '--'], { signal }));
}

/** The commits of these hashes, at least one, as a stream in the same order. */
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
