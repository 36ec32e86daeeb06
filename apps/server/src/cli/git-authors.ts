import { createHash } from 'node:crypto';
import { email as emailField } from '@skilltrace/contract';
import type { Commit } from './git-history.js';

const LONGEST_NAME = 200;

export interface Author {
  email: string;
  name: string;
  commits: number;
  /** ISO 8601; of the commits that can be imported. */
  firstAt: string;
  lastAt: string;
}

export interface Survey {
  authors: Map<string, Author>;
  commits: number;
}

/** Why a commit cannot be imported; undefined where it can. Nothing may be dated in the future. */
export function refusalOf(commit: Commit, now: string): string | undefined {
  if (commit.authoredAt === undefined) return 'The commit has no date that can be read.';
  return commit.authoredAt > now ? `The commit is dated in the future: ${commit.authoredAt}.` : undefined;
}

/** Who wrote the commits: by e-mail address, with the name of the latest commit, in as much memory as there are authors. */
export async function surveyAuthors(commits: AsyncIterable<Commit>, now: string, onProgress: (commits: number) => void): Promise<Survey> {
  const survey: Survey = { authors: new Map(), commits: 0 };
  for await (const commit of commits) {
    survey.commits += 1;
    onProgress(survey.commits);
    const at = commit.authoredAt;
    if (at === undefined || refusalOf(commit, now) !== undefined) continue;
    const email = addressOf(commit);
    const known = survey.authors.get(email);
    if (!known) {
      survey.authors.set(email, { email, name: nameOf(commit), commits: 1, firstAt: at, lastAt: at });
      continue;
    }
    known.commits += 1;
    known.name = nameOf(commit);
    // Commits are not in the order of their author dates: a rebase keeps those.
    if (at < known.firstAt) known.firstAt = at;
    if (at > known.lastAt) known.lastAt = at;
  }
  return survey;
}

/** The author's address; where git holds none that could be one, a made-up one that is always the same for that author. */
export function addressOf({ name, email }: Pick<Commit, 'name' | 'email'>): string {
  const parsed = emailField.safeParse(email);
  if (parsed.success) return parsed.data;
  return `author-${createHash('sha256').update(`${name}\n${email}`).digest('hex').slice(0, 16)}@unknown.invalid`;
}

function nameOf({ name, email }: Commit): string {
  const line = (text: string) => [...text.replace(/\s+/g, ' ').trim()].slice(0, LONGEST_NAME).join('').trim();
  return line(name) || line(email.split('@')[0] ?? '') || 'Unknown author';
}
