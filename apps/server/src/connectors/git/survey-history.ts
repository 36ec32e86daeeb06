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
  /** Hashes of the copies, where there are any. */
  copies?: string[];
  /** The same for every copy, and after the history is rewritten. */
  externalId: string;
  /** ISO 8601 in UTC. */
  at: string;
  author: WorkAuthor;
}

export interface WorkAuthor extends Author {
  /** What would identify the author without `.mailmap`. */
  unmappedEmail: string;
}

/** The ids under which a project can have a work. */
export function idsOf({ externalId, hash, copies = [] }: Work): string[] {
  return [externalId, hash, ...copies];
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
  const ancestry = new Ancestry();
  const commitsOfWorks: Work[] = [];
  const authors = new Map<string, WorkAuthor>();
  const refused = new RejectedCommits();
  let count = 0;

  for await (const commit of commits) {
    const place = places.size;
    places.set(commit.hash, place);
    // Unknown where a shallow clone ends.
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
    // Long histories can have thousands of these. A stop is noticed in between.
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

/** The commits of each id that several have, in their order. */
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

/** Looked up by its bytes, because checking an address costs more than reading a commit. */
function authorAmong(authors: Map<string, WorkAuthor>, { name, email, mappedName, mappedEmail }: Commit): WorkAuthor {
  const bytes = [name, email, mappedName, mappedEmail].map((field) => field.toString('latin1')).join('\n');
  let author = authors.get(bytes);
  if (!author) authors.set(bytes, (author = { ...authorOf(mappedName, mappedEmail), unmappedEmail: authorOf(name, email).email }));
  return author;
}
