import { authorOf, type Author } from './author.js';
import { commitTime } from './commit-time.js';
import { numberCopies } from './number-copies.js';
import type { Commit } from './read-commits.js';
import { RejectedCommits } from './rejected-commits.js';
import { workKey } from './work-key.js';

/** A piece of work: a commit that can be a progress update, and its copies on other branches. */
export interface Work {
  hash: string;
  /** Hashes of the copies. */
  copies: string[];
  /** The same for every copy, and after the history is rewritten. */
  externalId: string;
  /** ISO 8601 in UTC. */
  at: string;
  author: Author;
}

export interface Survey {
  /** Parents before children. */
  works: Work[];
  /** Every commit but merges. */
  commits: number;
  /** How many people wrote the works. */
  authors: number;
  /** How many commits are copies of a work. */
  copies: number;
  /** Commits that cannot be updates: no usable time. */
  refused: RejectedCommits;
  /** Whether an external id belongs to this history, as the id of a work or the hash of a commit. */
  has: (externalId: string) => boolean;
}

/**
 * Reads a whole history and finds the work in it. Holds a few hundred bytes per commit, and no messages.
 *
 * @param now ISO 8601 in UTC; later commits are refused
 * @throws the reason of `signal` when it is aborted
 */
export async function surveyHistory(
  commits: AsyncIterable<Commit>,
  { now, signal, onProgress }: { now: string; signal: AbortSignal; onProgress: (commits: number) => void },
): Promise<Survey> {
  const places = new Map<string, number>();
  const parents: number[][] = [];
  const candidates: { place: number; key: string; hash: string; at: string; author: Author }[] = [];
  const authors = new Map<string, Author>();
  const refused = new RejectedCommits();
  let count = 0;

  for await (const commit of commits) {
    const place = places.size;
    places.set(commit.hash, place);
    // Unknown where a shallow clone ends.
    parents.push(commit.parents.map((hash) => places.get(hash)).filter((parent) => parent !== undefined));
    if (commit.parents.length > 1) continue;
    count += 1;
    onProgress(count);
    const time = commitTime(commit.authoredAt, now);
    if ('refusal' in time) refused.add(commit.hash, 'VALIDATION_FAILED', time.refusal);
    else candidates.push({ place, key: workKey(commit), hash: commit.hash, at: time.at, author: authorAmong(authors, commit) });
  }

  const numbers = new Map<number, number>();
  for (const group of placesByKey(candidates)) {
    signal.throwIfAborted();
    numberCopies(parents, group).forEach((number, index) => numbers.set(group[index] ?? 0, number));
  }

  const works = new Map<string, Work>();
  for (const { place, key, hash, at, author } of candidates) {
    const number = numbers.get(place) ?? 0;
    const externalId = number === 0 ? `git:${key}` : `git:${key}:${number + 1}`;
    const known = works.get(externalId);
    if (known) known.copies.push(hash);
    else works.set(externalId, { hash, copies: [], externalId, at, author });
  }
  return {
    works: [...works.values()],
    commits: count,
    authors: new Set(candidates.map(({ author }) => author.email)).size,
    copies: candidates.length - works.size,
    refused,
    has: (externalId) => works.has(externalId) || places.has(externalId),
  };
}

/** The places of the commits that share their key with others. */
function placesByKey(candidates: readonly { place: number; key: string }[]): Iterable<number[]> {
  const first = new Map<string, number>();
  const shared = new Map<string, number[]>();
  for (const { key, place } of candidates) {
    const before = first.get(key);
    if (before === undefined) first.set(key, place);
    else if (!shared.get(key)?.push(place)) shared.set(key, [before, place]);
  }
  return shared.values();
}

/** Looked up by its bytes, because checking an address costs more than reading a commit. */
function authorAmong(authors: Map<string, Author>, { mappedName, mappedEmail }: Commit): Author {
  const bytes = `${mappedName.toString('latin1')}\n${mappedEmail.toString('latin1')}`;
  let author = authors.get(bytes);
  if (!author) authors.set(bytes, (author = authorOf(mappedName, mappedEmail)));
  return author;
}
