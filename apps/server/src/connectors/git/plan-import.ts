import type { SyncDirectoryBody } from '@skilltrace/contract';
import type { Connection } from '../../platform/database/connection.js';
import { findGitProject, planDirectory, type GitProject } from './plan-directory.js';
import { readCommits } from './read-commits.js';
import { recognizeWorks } from './recognize-works.js';
import type { RejectedCommits } from './rejected-commits.js';
import type { Survey, Work } from './survey-history.js';

/** Everything that an import is going to do, decided before anything is written. */
export interface ImportPlan {
  isNewProject: boolean;
  /** What the directory lacks. */
  payload: SyncDirectoryBody;
  /** What will be imported. */
  accepted: Work[];
  /** Commits that exist already, rewritten ones and copies included. */
  duplicates: number;
  rewritten: number;
  /** See `Recognized`. */
  lookAlikes: number;
  /** Works of times at which their authors were not on the project. */
  rejected: RejectedCommits;
}

/**
 * Compares a history with the database. Reads only.
 *
 * @throws DomainError where nothing can be imported into the project
 */
export async function planImport(
  connection: Connection,
  project: GitProject,
  survey: Survey,
  { repository, signal }: { repository: string; signal: AbortSignal },
): Promise<ImportPlan> {
  const existing = await findGitProject(connection, project.externalId);
  const { fresh, rewritten, lookAlikes } = existing
    ? await recognizeWorks(connection, existing.id, survey, (hashes) => readCommits(repository, hashes, signal))
    : { fresh: survey.works, rewritten: 0, lookAlikes: 0 };
  const directory = await planDirectory(connection, project, existing, fresh);
  return {
    isNewProject: existing === undefined,
    ...directory,
    duplicates: survey.works.length - fresh.length + survey.copies,
    rewritten,
    lookAlikes,
  };
}
