import { directoryFile, directorySections, type DirectoryFile, type DirectoryReport } from '@skilltrace/contract';
import { LARGEST_ORGANIZATION } from '@skilltrace/domain/limits';
import { JsonTextError, parseJson } from '@skilltrace/domain/text/json';
import { Command } from 'commander';
import { isLostUnderWay } from '../../platform/errors/sqlstate.js';
import { syncDirectory } from '../../directory/sync-directory.js';
import { printableLine } from '../../platform/terminal/printable.js';
import { note, UsageError, type CommandContext, type CommandIo } from '../command-io.js';
import { exitCodes } from '../exit-codes.js';
import { openInput, readText } from '../input-file.js';
import { report, table } from '../report.js';
import { withInstallation } from '../with-installation.js';

/** `import organization`: skills, people, projects, assignments, validated skills and suggestions from one file. */
export function importOrganizationCommand({ io, end }: CommandContext): Command {
  return new Command('organization')
    .alias('organisation')
    .description('bring people, projects, assignments and skills in line with a file')
    .argument('<file>', 'JSON, gzipped or not; - for standard input')
    .option('--json', 'answer with one JSON object')
    .addHelpText(
      'after',
      `
The file holds one object: { skills?, profiles?, projects?, assignments?, employeeSkills?, suggestions? },
as for POST /api/directory/sync.
What it leaves out stays as it is. One transaction; the same file again changes nothing. Entries that do not fit or contradict
each other are rejected with their path, and the rest is imported.
  $ skilltrace import organization organization.json
  $ skilltrace import organization organization.json --json | jq .rejected`,
    )
    .action(async (path: string, options: { json?: boolean }) => {
      const payload = await readPayload(io, path);
      const synced = await withInstallation(io, ({ database }) =>
        syncDirectory(database, payload, {
          onProgress: (section, { created, updated, unchanged, rejected }) => {
            // Thrown here, it takes the whole transaction back.
            io.signal.throwIfAborted();
            if (created + updated + unchanged + rejected > 0)
              note(io, `${section}: ${created} created, ${updated} updated, ${unchanged} unchanged, ${rejected} rejected`);
          },
        }).catch((error: unknown) => {
          note(
            io,
            isLostUnderWay(error)
              ? 'The file stands as a whole or not at all. Run the command again: nothing is changed twice.'
              : 'Nothing of the file was kept.',
          );
          throw error;
        }),
      );
      report(io, options.json, synced, () => syncInWords(synced));
      // Erased people stay out, which is no problem of the file.
      const erased = synced.rejected.filter(({ code }) => code === 'PERSON_ERASED').length;
      end(rejectedIn(synced) === erased ? exitCodes.fine : exitCodes.problems);
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
    parsed.error.issues.map(({ path: field, message }) => printableLine(`${[path, ...field].join(': ')} ${message}`)).join('\n'),
  );
}

export function rejectedIn(synced: DirectoryReport): number {
  return directorySections.reduce((sum, section) => sum + synced[section].rejected, 0);
}

/** What a sync did, for people. */
export function syncInWords(synced: DirectoryReport): string {
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
      'Former names of skills:',
      ...synced.renamed.map(({ name, currentName }) => printableLine(`  ${name} is now ${currentName}`)),
    );
  if (synced.rejected.length > 0)
    lines.push(
      '',
      'Rejected:',
      ...synced.rejected.map(({ path, code, message }) => `  ${printableLine(path)}: ${printableLine(message)} (${code})`),
    );
  const unlisted = rejectedIn(synced) - synced.rejected.length;
  if (unlisted > 0) lines.push(`  and ${unlisted.toLocaleString('en')} more`);
  return lines.join('\n');
}
