import { directorySections, email as emailField, line, type DirectoryReport } from '@skilltrace/contract';
import { Command } from 'commander';
import { importCommits, type ImportedCommits } from '../../connectors/git/import-commits.js';
import type { GitProject } from '../../connectors/git/plan-directory.js';
import { planImport, type ImportPlan } from '../../connectors/git/plan-import.js';
import { readCommits, readHistory, resolveCommit } from '../../connectors/git/read-commits.js';
import { RejectedCommits } from '../../connectors/git/rejected-commits.js';
import { surveyHistory, type Survey } from '../../connectors/git/survey-history.js';
import { syncDirectory } from '../../directory/sync-directory.js';
import type { Connection } from '../../platform/database/connection.js';
import { note, type CommandContext, type CommandIo } from '../command-io.js';
import { parseOption } from '../parse-option.js';
import { exitCodes } from '../exit-codes.js';
import { formatGitDryRun, formatGitImport, countGitUpdates } from '../format-git-import.js';
import { countRejected, formatSync } from './import-organization.command.js';
import { showProgress } from '../progress.js';
import { report } from '../report.js';
import { withInstallation } from '../with-installation.js';

const LONGEST_NAME = 190;
const NOTHING: ImportedCommits = { imported: 0, duplicates: 0, signals: 0, rejected: new RejectedCommits(), erased: 0 };

interface Options {
  project: string;
  skills?: string;
  branch: string;
  techLead?: string;
  dryRun?: boolean;
  json?: boolean;
}

/** `import git`: imports each commit except merges as a progress update of its author. */
export function importGitCommand({ io, end }: CommandContext): Command {
  return new Command('git')
    .description('import the history of a git repository: each commit becomes a progress update of its author, dated by its author date')
    .argument('<path>', 'path of the repository')
    .requiredOption('--project <name>', 'name of the project; a new project is created, and recognized later as git:<name>')
    .option('--skills <names>', 'skills that a new project declares, separated by commas; missing skills are created')
    .option('--branch <name>', 'branch, tag or commit', 'HEAD')
    .option('--tech-lead <address>', 'Tech Lead of a new project; the author with the most commits by default')
    .option('--dry-run', 'report what would be imported, and write nothing')
    .option('--json', 'print the result as one JSON object')
    .addHelpText(
      'after',
      `
Skips merges and applies .mailmap. Creates missing skills, people and assignments for new commits only; existing ones do
not change. Recognizes a commit by its author name, author time and message, so that rebased, signed and cherry-picked
commits count once. Commits that cannot be imported are listed with the reason; they do not fail the command. Commit
messages are shown to people but never searched for skills: signals come from the skills that the project declares.

Examples:
  $ skilltrace import git . --project Skilltrace --skills "TypeScript,PostgreSQL"
  $ skilltrace import git ~/code/atlas --project Atlas --dry-run
  $ skilltrace import git ~/code/atlas --project Atlas --branch main --tech-lead ada@example.org --json`,
    )
    .action(async (path: string, options: Options) => {
      const project = readProject(options);
      const commit = await resolveCommit(path, options.branch, io.signal);
      const survey = await surveyRepository(io, path, commit);
      await withInstallation(io, async ({ database }) => {
        const plan = await compare(io, database, path, project, survey);
        warn(io, project, options, plan);
        const summary = {
          project: { externalId: project.externalId, name: project.name, isNew: plan.isNewProject },
          commits: survey.commits,
          authors: survey.authors,
        };
        if (options.dryRun) {
          const wouldCreate = Object.fromEntries(directorySections.map((section) => [section, plan.payload[section]?.length ?? 0]));
          const updates = countGitUpdates(survey, plan, { ...NOTHING, imported: plan.accepted.length });
          return report(io, options.json, { ...summary, dryRun: true, wouldCreate, updates }, () =>
            formatGitDryRun(survey, wouldCreate, updates),
          );
        }
        const directory = await createMissing(database, plan, io.signal);
        if (directory.projects.rejected > 0) {
          report(io, options.json, { ...summary, directory, updates: null }, () => formatSync(directory));
          return end(exitCodes.problems);
        }
        const imported = await importAccepted(io, database, path, project, plan);
        const updates = countGitUpdates(survey, plan, imported);
        report(io, options.json, { ...summary, directory, updates }, () => formatGitImport(survey, formatSync(directory), updates));
        const erasedMeanwhile = directory.rejected.filter(({ code }) => code === 'PERSON_ERASED').length;
        end(countRejected(directory) - erasedMeanwhile + imported.rejected.count === 0 ? exitCodes.fine : exitCodes.problems);
      });
    });
}

async function surveyRepository(io: CommandIo, path: string, commit: string): Promise<Survey> {
  const progress = showProgress(io, 'read', 'commits', { isWholeKnown: false });
  try {
    return await surveyHistory(readHistory(path, commit, io.signal), {
      now: new Date().toISOString(),
      signal: io.signal,
      onProgress: (commits) => progress.update(commits),
    });
  } finally {
    progress.stop();
  }
}

async function compare(io: CommandIo, database: Connection, path: string, project: GitProject, survey: Survey): Promise<ImportPlan> {
  const progress = showProgress(io, 'compare', 'commits');
  try {
    return await planImport(database, project, survey, {
      repository: path,
      signal: io.signal,
      onProgress: (works) => {
        io.signal.throwIfAborted();
        progress.update(works, works / survey.works.length);
      },
    });
  } finally {
    progress.stop();
  }
}

function warn(io: CommandIo, project: GitProject, options: Options, { isNewProject, accepted, lookAlikes }: ImportPlan): void {
  if (!isNewProject && options.skills !== undefined)
    note(
      io,
      `The project ${project.name} already exists, so --skills has no effect. Change its declared skills with PUT /api/projects/:id/skills.`,
    );
  if (lookAlikes > 0)
    note(
      io,
      `warning: ${lookAlikes.toLocaleString('en')} of ${accepted.length.toLocaleString('en')} new commits have the same author and time as an imported commit that is no longer in this history, but a different message. If only the messages were changed, this work is counted twice. Use --dry-run to check first.`,
    );
}

/** Writes nothing if nothing is missing, so that the audit log gets no entry either. */
async function createMissing(database: Connection, { payload }: ImportPlan, signal: AbortSignal): Promise<DirectoryReport> {
  if (directorySections.some((section) => payload[section]?.length))
    return syncDirectory(database, payload, { onProgress: () => signal.throwIfAborted() });
  const nothing = { created: 0, updated: 0, unchanged: 0, rejected: 0 };
  const sections = Object.fromEntries(directorySections.map((section) => [section, nothing]));
  return { ...(sections as Pick<DirectoryReport, (typeof directorySections)[number]>), signals: 0, rejected: [], renamed: [] };
}

async function importAccepted(
  io: CommandIo,
  database: Connection,
  path: string,
  project: GitProject,
  { accepted }: ImportPlan,
): Promise<ImportedCommits> {
  if (accepted.length === 0) return NOTHING;
  const progress = showProgress(io, 'import', 'commits');
  const hashes = (function* () {
    for (const { hash } of accepted) yield hash;
  })();
  return importCommits(database, accepted, readCommits(path, hashes, io.signal), {
    projectExternalId: project.externalId,
    onProgress: (done) => progress.update(done, done / accepted.length),
  }).finally(() => progress.stop());
}

function readProject(options: Options): GitProject {
  const name = parseOption(line(LONGEST_NAME), options.project, '--project');
  const skills = (options.skills ?? '')
    .split(',')
    .filter((skill) => skill.trim() !== '')
    .map((skill) => parseOption(line(), skill, '--skills'));
  const techLead = options.techLead === undefined ? undefined : parseOption(emailField, options.techLead, '--tech-lead');
  return { name, externalId: `git:${name}`, skills: [...new Set(skills)], techLead };
}
