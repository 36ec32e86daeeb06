import { setImmediate } from 'node:timers/promises';
import { Ancestry } from './ancestry.js';
import { authorOf, type Author } from './author.js';
import { commitTime } from './commit-time.js';
import type { Commit } from './read-commits.js';
import { RejectedCommits } from './rejected-commits.js';
import { workKey } from './work-key.js';

/** A piece of work: a commit that can be a progress update, and its copies on other branches. */
export interface Work {
  hash: string;
  /** The hashes of the copies, if there are any. */
  copies?: string[];
  /** The same for every copy and after a rewrite of the history. */
  externalId: string;
  /** ISO 8601 in UTC. */
  at: string;
  author: WorkAuthor;
}

export interface WorkAuthor extends Author {
  /** The address that identifies the author without `.mailmap`. */
  unmappedEmail: string;
}

/** The external ids under which a project can have a work. */
export function idsOf({ externalId, hash, copies = [] }: Work): string[] {
  return [externalId, hash, ...copies];
}

export interface Survey {
  /** Parents before children. */
  works: Work[];
  /** The number of commits without merges. */
  commits: number;
  /** The number of people who wrote the works. */
  authors: number;
  /** The number of commits that are copies of a work. */
  copies: number;
  /** Commits that cannot become updates because they have no usable time. */
  refused: RejectedCommits;
  /** Whether an external id belongs to this history, as the id of a work or the hash of a commit. */
  has: (externalId: string) => boolean;
}

/**
 * Reads a whole history and finds the works in it. Needs a few hundred bytes of memory per commit and keeps no messages.
 *
 * @param now ISO 8601 in UTC; later commits are refused
 * @throws the reason of `signal` when it is aborted
 */
export async function surveyHistory(
  commits: AsyncIterable<Commit>,
  { now, signal, onProgress }: { now: string; signal: AbortSignal; onProgress: (commits: number) => void },
): Promise<Survey> {
  const places = new Map<string, number>();
  const ancestry = new Ancestry();
  const commitsOfWorks: Work[] = [];
  const authors = new Map<string, WorkAuthor>();
  const refused = new RejectedCommits();
  let count = 0;

  for await (const commit of commits) {
    const place = places.size;
    places.set(commit.hash, place);
    // Parents are unknown at the boundary of a shallow clone.
    ancestry.add(commit.parents.map((hash) => places.get(hash)).filter((parent) => parent !== undefined));
    if (commit.parents.length > 1) continue;
    count += 1;
    onProgress(count);
    const time = commitTime(commit.authoredAt, now);
    if ('refusal' in time) refused.add(commit.hash, 'VALIDATION_FAILED', time.refusal);
    else
      commitsOfWorks.push({ hash: commit.hash, externalId: `git:${workKey(commit)}`, at: time.at, author: authorAmong(authors, commit) });
  }

  for (const group of sharingAnId(commitsOfWorks)) {
    // Long histories can have thousands of groups, so check for an abort in between.
    await setImmediate();
    signal.throwIfAborted();
    const numbers = ancestry.numberCopies(group.map(({ hash }) => places.get(hash) ?? 0));
    group.forEach((work, index) => (work.externalId += numbers[index] ? `:${numbers[index] + 1}` : ''));
  }

  const works = new Map<string, Work>();
  for (const commit of commitsOfWorks) {
    const known = works.get(commit.externalId);
    if (known) (known.copies ??= []).push(commit.hash);
    else works.set(commit.externalId, commit);
  }
  return {
    works: [...works.values()],
    commits: count,
    authors: new Set([...authors.values()].map(({ email }) => email)).size,
    copies: commitsOfWorks.length - works.size,
    refused,
    has: (externalId) => works.has(externalId) || places.has(externalId),
  };
}

/** Returns the commits of each id that several commits share, in order. */
function sharingAnId(commits: readonly Work[]): Iterable<Work[]> {
  const first = new Map<string, Work>();
  const shared = new Map<string, Work[]>();
  for (const commit of commits) {
    const { externalId } = commit;
    const before = first.get(externalId);
    if (!before) first.set(externalId, commit);
    else if (!shared.get(externalId)?.push(commit)) shared.set(externalId, [before, commit]);
  }
  return shared.values();
}

/** Caches authors by their bytes, because validating an address costs more than reading a commit. */
function authorAmong(authors: Map<string, WorkAuthor>, { name, email, mappedName, mappedEmail }: Commit): WorkAuthor {
  const bytes = [name, email, mappedName, mappedEmail].map((field) => field.toString('latin1')).join('\n');
  let author = authors.get(bytes);
  if (!author) authors.set(bytes, (author = { ...authorOf(mappedName, mappedEmail), unmappedEmail: authorOf(name, email).email }));
  return author;
}
