import {
  directoryFile,
  directorySections,
  pathOfIssue,
  problemOfIssue,
  type DirectoryFile,
  type DirectoryReport,
} from '@skilltrace/contract';
import { LARGEST_ORGANIZATION } from '@skilltrace/domain/limits';
import { JsonTextError, parseJson } from '@skilltrace/domain/text/json';
import { Command } from 'commander';
import { isLostAfterSending } from '../../platform/errors/sqlstate.js';
import { syncDirectory } from '../../directory/sync-directory.js';
import { printableLine } from '../../platform/terminal/printable.js';
import { note, UsageError, type CommandContext, type CommandIo } from '../command-io.js';
import { exitCodes } from '../exit-codes.js';
import { openInput, readText } from '../input-file.js';
import { report, table } from '../report.js';
import { withInstallation } from '../with-installation.js';

/** `import organization`: imports skills, people, projects, assignments, validated skills and suggestions from one file. */
export function importOrganizationCommand({ io, end }: CommandContext): Command {
  return new Command('organization')
    .alias('organisation')
    .description('create or update people, projects, assignments and skills from a file')
    .argument('<file>', 'JSON file, plain or gzipped; - for standard input')
    .option('--json', 'print the result as one JSON object')
    .addHelpText(
      'after',
      `
The file contains one object, as for POST /api/directory/sync:
{ skills?, profiles?, projects?, assignments?, employeeSkills?, suggestions? }
Records that are not in the file do not change. The import is one transaction, and importing the same file again changes
nothing. Entries that are invalid or contradict each other are rejected with their path, and the rest is imported.

Examples:
  $ skilltrace import organization organization.json
  $ skilltrace import organization organization.json --json | jq .rejected`,
    )
    .action(async (path: string, options: { json?: boolean }) => {
      const payload = await readPayload(io, path);
      const synced = await withInstallation(io, ({ database }) =>
        syncDirectory(database, payload, {
          onProgress: (section, { created, updated, unchanged, rejected }) => {
            // Throwing here rolls back the whole transaction.
            io.signal.throwIfAborted();
            if (created + updated + unchanged + rejected > 0)
              note(io, `${section}: ${created} created, ${updated} updated, ${unchanged} unchanged, ${rejected} rejected`);
          },
        }).catch((error: unknown) => {
          note(
            io,
            isLostAfterSending(error)
              ? 'Either the whole file was imported or none of it. It is safe to run the command again.'
              : 'Nothing was imported.',
          );
          throw error;
        }),
      );
      report(io, options.json, synced, () => formatSync(synced));
      // Entries about erased people are rejected on purpose, so they do not fail the command.
      const erased = synced.rejected.filter(({ code }) => code === 'PERSON_ERASED').length;
      end(countRejected(synced) === erased ? exitCodes.fine : exitCodes.problems);
    });
}

async function readPayload(io: CommandIo, path: string): Promise<DirectoryFile> {
  const input = await openInput(io, path);
  const text = await readText(input, path, LARGEST_ORGANIZATION);
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    if (error instanceof JsonTextError) throw new UsageError(`${path} ${error.message}`);
    throw error;
  }
  const parsed = directoryFile.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new UsageError(
    parsed.error.issues
      .map((issue) => printableLine(`${[path, ...pathOfIssue(issue)].join(': ')} ${problemOfIssue(issue, value).message}`))
      .join('\n'),
  );
}

export function countRejected(synced: DirectoryReport): number {
  return directorySections.reduce((sum, section) => sum + synced[section].rejected, 0);
}

/** Formats the result of a sync as text. */
export function formatSync(synced: DirectoryReport): string {
  const counts = table(
    ['', 'created', 'updated', 'unchanged', 'rejected'],
    directorySections.map((section) => {
      const { created, updated, unchanged, rejected } = synced[section];
      return [section, created, updated, unchanged, rejected];
    }),
  );
  const lines = [counts, '', `${synced.signals.toLocaleString('en')} signals emitted`];
  if (synced.renamed.length > 0)
    lines.push(
      '',
      'Skills found by a former name:',
      ...synced.renamed.map(({ name, currentName }) => printableLine(`  ${name} is now ${currentName}`)),
    );
  if (synced.rejected.length > 0)
    lines.push(
      '',
      'Rejected:',
      ...synced.rejected.map(({ path, code, message }) => `  ${printableLine(path)}: ${printableLine(message)} (${code})`),
    );
  const unlisted = countRejected(synced) - synced.rejected.length;
  if (unlisted > 0) lines.push(`  and ${unlisted.toLocaleString('en')} more`);
  return lines.join('\n');
}
