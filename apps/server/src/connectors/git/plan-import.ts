import type { SyncDirectoryBody } from '@skilltrace/contract';
import type { Connection } from '../../platform/database/connection.js';
import { findWorksOfErasedPeople } from './find-erased-works.js';
import { findGitProject, planDirectory, type GitProject } from './plan-directory.js';
import { readCommits } from './read-commits.js';
import { recognizeWorks } from './recognize-works.js';
import type { RejectedCommits } from './rejected-commits.js';
import type { Survey, Work } from './survey-history.js';

/** Everything that an import will do, decided before anything is written. */
export interface ImportPlan {
  isNewProject: boolean;
  /** The missing directory records. */
  payload: SyncDirectoryBody;
  /** The works that will be imported. */
  accepted: Work[];
  /** The number of commits that already exist, including rewritten ones and copies. */
  duplicates: number;
  rewritten: number;
  /** The number of works by erased people. */
  erased: number;
  /** See `Recognized`. */
  lookAlikes: number;
  /** Works from times at which their authors were not on the project. */
  rejected: RejectedCommits;
}

/**
 * Compares a history with the database. Read-only.
 *
 * @throws DomainError if there is no Tech Lead for a new project
 */
export async function planImport(
  connection: Connection,
  project: GitProject,
  survey: Survey,
  { repository, signal, onProgress }: { repository: string; signal: AbortSignal; onProgress: (works: number) => void },
): Promise<ImportPlan> {
  const existing = await findGitProject(connection, project.externalId);
  const { fresh, rewritten, lookAlikes } = existing
    ? await recognizeWorks(connection, existing.id, survey, { read: (hashes) => readCommits(repository, hashes, signal), onProgress })
    : { fresh: survey.works, rewritten: 0, lookAlikes: 0 };
  const erased = await findWorksOfErasedPeople(connection, existing?.id, fresh);
  const wanted = fresh.filter((work) => !erased.has(work));
  const directory = await planDirectory(connection, project, existing, wanted);
  return {
    isNewProject: existing === undefined,
    ...directory,
    duplicates: survey.works.length - fresh.length + survey.copies,
    rewritten,
    erased: erased.size,
    lookAlikes,
  };
}
