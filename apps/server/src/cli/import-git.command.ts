import { email as emailField } from '@skilltrace/contract';
import { Command } from 'commander';
import { syncDirectory } from '../directory/sync-directory.js';
import { note, UsageError, type CommandContext, type CommandIo } from './command-io.js';
import { exitCodes } from './exit-codes.js';
import { surveyAuthors, type Survey } from './git-authors.js';
import { planGitDirectory, type GitProject } from './git-directory.js';
import { readCommits, resolveCommit } from './git-history.js';
import { importGitUpdates, type GitUpdatesReport } from './git-updates.js';
import { rejectedIn, syncInWords } from './import-organisation.command.js';
import { showProgress } from './progress.js';
import { importInWords } from './import-in-words.js';
import { counted, report } from './report.js';
import { withInstallation } from './with-installation.js';

const LONGEST_NAME = 190;

interface Options {
  project: string;
  skills?: string;
  branch: string;
  techLead?: string;
  json?: boolean;
}

/** `import git`: each commit of a history that is no merge, as a progress update of its author. */
export function importGitCommand({ io, end }: CommandContext): Command {
  return new Command('git')
    .description('import the history of a git repository: a commit is a progress update of its author, at its author date')
    .argument('<path>', 'the repository')
    .requiredOption('--project <name>', 'the project; made where it is new, known again as git:<name>')
    .option('--skills <names>', 'what a new project declares, separated by commas; missing skills are made')
    .option('--branch <name>', 'branch, tag or commit', 'HEAD')
    .option('--tech-lead <address>', 'Tech Lead of a new project; without it, who has the most commits')
    .option('--json', 'answer with one JSON object')
    .addHelpText(
      'after',
      `
Merges are left out, and .mailmap is minded. Skills, people and assignments that are missing are made; what stands stays as
it is. Commits that are dated in the future are rejected. Run again, it takes what is new. What a commit says is shown to
people and never read for skills: its signals are those that the project declares.
  $ skilltrace import git . --project Skilltrace --skills "TypeScript,PostgreSQL"
  $ skilltrace import git ~/code/atlas --project Atlas --branch main --tech-lead ada@example.org --json`,
    )
    .action(async (path: string, options: Options) => {
      const project = readProject(options);
      const commit = await resolveCommit(path, options.branch, io.signal);
      const now = new Date().toISOString();
      const survey = await surveyHistory(io, path, commit, now);
      await withInstallation(io, async ({ database }) => {
        const { payload, isNew } = await planGitDirectory(database, project, survey);
        if (!isNew && options.skills !== undefined)
          note(
            io,
            `The project ${project.name} stands already: --skills changes nothing; what it declares is changed with PUT /api/projects/:id/skills.`,
          );
        const directory = await syncDirectory(database, payload, { onProgress: () => io.signal.throwIfAborted() });
        const summary = {
          project: { externalId: project.externalId, name: project.name, isNew },
          commits: survey.commits,
          authors: survey.authors.size,
          directory,
        };
        if (directory.projects.rejected > 0) {
          report(io, options.json, { ...summary, updates: null }, () => syncInWords(directory));
          return end(exitCodes.problems);
        }
        const progress = showProgress(io, 'import', 'commits');
        const updates = await importGitUpdates(database, readCommits(path, commit, io.signal, 'whole'), {
          projectExternalId: project.externalId,
          now,
          onProgress: (done) => progress.update(done, done / survey.commits),
        }).finally(() => progress.stop());
        report(io, options.json, { ...summary, updates }, () => inWords(survey, syncInWords(directory), updates));
        end(rejectedIn(directory) + updates.rejected === 0 ? exitCodes.fine : exitCodes.problems);
      });
    });
}

async function surveyHistory(io: CommandIo, path: string, commit: string, now: string): Promise<Survey> {
  const progress = showProgress(io, 'read', 'commits', { isWholeKnown: false });
  try {
    return await surveyAuthors(readCommits(path, commit, io.signal, 'authors'), now, (commits) => progress.update(commits));
  } finally {
    progress.stop();
  }
}

function readProject(options: Options): GitProject {
  const name = options.project.trim();
  if (name === '' || name.length > LONGEST_NAME || /[\r\n]/.test(name))
    throw new UsageError(`--project must be one line of 1 to ${LONGEST_NAME} characters`);
  const skills = [
    ...new Set(
      (options.skills ?? '')
        .split(',')
        .map((skill) => skill.trim())
        .filter((skill) => skill !== ''),
    ),
  ];
  if (skills.some((skill) => skill.length > 200)) throw new UsageError('--skills: a name has at most 200 characters');
  const techLead = options.techLead === undefined ? undefined : emailField.safeParse(options.techLead);
  if (techLead?.success === false) throw new UsageError(`--tech-lead ${techLead.error.issues[0]?.message ?? 'must be an e-mail address'}`);
  return { name, externalId: `git:${name}`, skills, techLead: techLead?.data };
}

function inWords({ commits, authors }: Survey, directory: string, updates: GitUpdatesReport): string {
  const rejections = updates.errors.map(({ commit, ...error }) => ({ what: commit.slice(0, 12), ...error }));
  return [
    `${counted(commits, 'commit')} of ${counted(authors.size, 'author')}`,
    '',
    directory,
    '',
    importInWords(updates, rejections),
  ].join('\n');
}
