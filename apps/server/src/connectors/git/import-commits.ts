import type { ErrorCode, ImportReport } from '@skilltrace/contract';
import type { Connection } from '../../platform/database/connection.js';
import { PartlyDone } from '../../platform/errors/partly-done.js';
import { importProgressUpdates } from '../../progress-updates/import-progress-updates.js';
import { contentOf } from './content.js';
import type { Commit } from './read-commits.js';
import { RejectedCommits } from './rejected-commits.js';
import type { Work } from './survey-history.js';

const CHUNK_CHARACTERS = 64 * 1024;

export interface ImportedCommits extends Pick<ImportReport, 'imported' | 'duplicates' | 'signals'> {
  rejected: RejectedCommits;
  /** The number of works by people who were erased after the import was planned. */
  erased: number;
}

/**
 * Imports works as progress updates of their authors.
 *
 * @param commits the commits of `works`, in the same order
 */
export async function importCommits(
  connection: Connection,
  works: readonly Work[],
  commits: AsyncIterable<Commit>,
  { projectExternalId, onProgress }: { projectExternalId: string; onProgress: (done: number) => void },
): Promise<ImportedCommits> {
  const rejected = new RejectedCommits();
  let noted = 0;
  let erased = 0;
  const lines = async function* () {
    let chunk = '';
    let place = 0;
    for await (const { hash, message } of commits) {
      const work = works[place];
      place += 1;
      if (work?.hash !== hash) throw new Error(`git returned commit ${hash} out of order`);
      const { author, externalId, at } = work;
      chunk += `${JSON.stringify({ projectExternalId, email: author.email, content: contentOf(message), externalId, createdAt: at })}\n`;
      if (chunk.length < CHUNK_CHARACTERS) continue;
      yield chunk;
      chunk = '';
    }
    if (chunk !== '') yield chunk;
  };
  // Line 1 holds the first work.
  const note = ({ errors }: Pick<ImportReport, 'errors'>, upTo: number) => {
    for (const { line, code, message } of errors) {
      const work = works[line - 1];
      if (line <= noted || !work) continue;
      if (code === 'ERASED') erased += 1;
      else rejected.add(work.hash, code as ErrorCode, message);
    }
    noted = upTo;
  };

  const report = await importProgressUpdates(connection, lines(), {
    onProgress: ({ lines: done, ...soFar }) => {
      note(soFar, done);
      onProgress(done);
    },
  }).catch((error: unknown) => {
    throw error instanceof PartlyDone ? inCommits(error, works) : error;
  });
  note(report, Number.POSITIVE_INFINITY);
  rejected.count = report.rejected - erased;
  const { imported, duplicates, signals } = report;
  return { imported, duplicates, signals, rejected, erased };
}

/** Describes an interrupted import in commits, because the operator does not know the lines that were sent. */
function inCommits({ cause, standing }: PartlyDone, works: readonly Work[]): PartlyDone {
  const commit = standing.nextLine === null ? undefined : works[standing.nextLine - 1]?.hash;
  const sentences = [
    `${standing.imported.toLocaleString('en')} commits were imported and ${standing.duplicates.toLocaleString('en')} already existed; these are saved.`,
    ...(commit === undefined ? [] : [`The first commit that may be missing is ${commit}.`]),
    'Run the command again: no commit is imported twice.',
  ];
  return new PartlyDone(cause, sentences.join(' '), standing);
}
