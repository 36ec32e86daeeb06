import type { DirectoryReport } from '@skilltrace/contract';
import type { GitUpdates } from '../src/cli/format-git-import.js';
import { runInTest } from './test-terminal.js';
import type { TestDatabase } from './test-database.js';

export interface GitAnswer {
  project: { externalId: string; name: string; isNew: boolean };
  commits: number;
  authors: number;
  directory: DirectoryReport;
  updates: GitUpdates;
}

/** Runs `import git` on a repository and parses its JSON output. */
export async function importGitInTest(db: Pick<TestDatabase, 'ownerUrl'>, path: string, project: string, ...options: string[]) {
  const environment = { DATABASE_URL: db.ownerUrl, SESSION_SECRET: 'x'.repeat(32) };
  const ended = await runInTest(environment, ['import', 'git', path, '--project', project, '--json', ...options]);
  return { ...ended, answer: (ended.stdout === '' ? undefined : JSON.parse(ended.stdout)) as GitAnswer };
}
