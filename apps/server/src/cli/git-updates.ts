import type { ImportReport } from '@skilltrace/contract';
import type { Connection } from '../platform/database/connection.js';
import { PartlyDone } from '../platform/errors/partly-done.js';
import { importProgressUpdates } from '../progress-updates/import-progress-updates.js';
import { addressOf, refusalOf } from './git-authors.js';
import type { Commit } from './git-history.js';

const LONGEST_CONTENT = 10_000;
const CHUNK_CHARACTERS = 64 * 1024;
const MOST_ERRORS = 100;

export interface GitUpdatesReport extends Omit<ImportReport, 'errors'> {
  /** The first hundred of the rejected, by commit. */
  errors: { commit: string; code: string; message: string }[];
}

export interface GitUpdatesOptions {
  projectExternalId: string;
  now: string;
  onProgress: (lines: number) => void;
}

/** Imports commits as progress updates of their authors. The hash is the external id, so no commit is imported twice. */
export async function importGitUpdates(
  connection: Connection,
  commits: AsyncIterable<Commit>,
  { projectExternalId, now, onProgress }: GitUpdatesOptions,
): Promise<GitUpdatesReport> {
  const refused: GitUpdatesReport['errors'] = [];
  const rejected: GitUpdatesReport['errors'] = [];
  // The hashes of the lines that are on their way, so that a rejected line can be told by its commit.
  const underWay = new Map<number, string>();
  let refusals = 0;
  let told = 0;

  const lines = async function* () {
    let chunk = '';
    let line = 0;
    for await (const commit of commits) {
      const refusal = refusalOf(commit, now);
      if (refusal !== undefined) {
        refusals += 1;
        if (refused.length < MOST_ERRORS) refused.push({ commit: commit.hash, code: 'VALIDATION_FAILED', message: refusal });
        continue;
      }
      line += 1;
      underWay.set(line, commit.hash);
      chunk += `${JSON.stringify({ projectExternalId, email: addressOf(commit), content: contentOf(commit.message), externalId: commit.hash, createdAt: commit.authoredAt })}\n`;
      if (chunk.length < CHUNK_CHARACTERS) continue;
      yield chunk;
      chunk = '';
    }
    if (chunk !== '') yield chunk;
  };
  const settle = ({ errors }: Pick<ImportReport, 'errors'>, upTo: number) => {
    for (const { line, code, message } of errors) {
      const commit = underWay.get(line);
      if (line > told && commit !== undefined) rejected.push({ commit, code, message });
    }
    for (const line of underWay.keys()) {
      if (line > upTo) break;
      underWay.delete(line);
    }
    told = upTo;
  };

  const imported = await importProgressUpdates(connection, lines(), {
    onProgress: ({ lines: done, ...standing }) => {
      settle(standing, done);
      onProgress(done + refusals);
    },
  }).catch((error: unknown) => {
    throw error instanceof PartlyDone ? inCommits(error, underWay) : error;
  });
  settle(imported, Number.POSITIVE_INFINITY);
  return { ...imported, rejected: imported.rejected + refusals, errors: [...refused, ...rejected].slice(0, MOST_ERRORS) };
}

/** What stands, told in commits: nobody knows the lines that they went as. */
function inCommits({ cause, standing }: PartlyDone, underWay: ReadonlyMap<number, string>): PartlyDone {
  const commit = standing.nextLine === null ? undefined : underWay.get(standing.nextLine);
  const sentences = [
    `${standing.imported.toLocaleString('en')} commits were imported, ${standing.duplicates.toLocaleString('en')} were there already, and that stands.`,
    ...(commit === undefined ? [] : [`${commit} is the first that is not known to have been taken.`]),
    'Run the command again: no commit is imported twice.',
  ];
  return new PartlyDone(cause, sentences.join(' '), standing);
}

/** Subject and body, cut to what an update can hold. */
export function contentOf(message: string): string {
  const text = message.trim();
  if (text === '') return '(no message)';
  if (text.length <= LONGEST_CONTENT) return text;
  const characters = [...text];
  return characters.length <= LONGEST_CONTENT ? text : `${characters.slice(0, LONGEST_CONTENT - 1).join('')}…`;
}
