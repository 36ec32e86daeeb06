import {
  directorySections,
  LARGEST_ORGANISATION,
  syncDirectoryBody,
  type DirectoryReport,
  type SyncDirectoryBody,
} from '@skilltrace/contract';
import { JsonTextError, parseJson } from '@skilltrace/domain/text/json';
import { Command } from 'commander';
import { isLostUnderWay } from '../platform/errors/sqlstate.js';
import { syncDirectory } from '../directory/sync-directory.js';
import { printableLine } from '../platform/terminal/printable.js';
import { note, UsageError, type CommandContext, type CommandIo } from './command-io.js';
import { exitCodes } from './exit-codes.js';
import { openInput, readText } from './input-file.js';
import { report, table } from './report.js';
import { withInstallation } from './with-installation.js';

const MOST_ISSUES = 10;

/** `import organisation`: skills, people, projects, assignments, validated skills and suggestions from one file. */
export function importOrganisationCommand({ io, end }: CommandContext): Command {
  return new Command('organisation')
    .description('bring people, projects, assignments and skills in line with a file')
    .argument('<file>', 'JSON, gzipped or not; - for standard input')
    .option('--json', 'answer with one JSON object')
    .addHelpText(
      'after',
      `
The file holds one object: { skills?, profiles?, projects?, assignments?, employeeSkills?, suggestions? },
as for POST /api/directory/sync.
What it leaves out stays as it is. One transaction; the same file again changes nothing.
  $ skilltrace import organisation organisation.json
  $ skilltrace import organisation organisation.json --json | jq .rejected`,
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

async function readPayload(io: CommandIo, path: string): Promise<SyncDirectoryBody> {
  const input = await openInput(io, path);
  const text = await readText(input, path, LARGEST_ORGANISATION);
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    if (error instanceof JsonTextError) throw new UsageError(`${path} ${error.message}`);
    throw error;
  }
  const parsed = syncDirectoryBody.safeParse(value);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const shown = issues
    .slice(0, MOST_ISSUES)
    .map((issue) => `  ${printableLine(`${issue.path.join('.') || 'the whole'}: ${issue.message}`)}`);
  throw new UsageError(
    [
      `${path} does not have the form of an organisation:`,
      ...shown,
      ...(issues.length > MOST_ISSUES ? [`  and ${issues.length - MOST_ISSUES} more`] : []),
    ].join('\n'),
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
  if (synced.rejected.length > 0)
    lines.push(
      '',
      'Rejected:',
      ...synced.rejected.map(({ section, index, code, message }) => `  ${section}[${index}]: ${printableLine(message)} (${code})`),
    );
  const untold = rejectedIn(synced) - synced.rejected.length;
  if (untold > 0) lines.push(`  and ${untold.toLocaleString('en')} more`);
  return lines.join('\n');
}
