import { Command } from 'commander';
import { importProgressUpdates } from '../../progress-updates/import-progress-updates.js';
import { note, type CommandContext } from '../command-io.js';
import { exitCodes } from '../exit-codes.js';
import { openInput } from '../input-file.js';
import { formatImport } from '../format-import.js';
import { showProgress } from '../progress.js';
import { report } from '../report.js';
import { InstallationError, withInstallation } from '../with-installation.js';

/** `import updates`: streams past progress updates from a file or a pipe. */
export function importUpdatesCommand({ io, end }: CommandContext): Command {
  return new Command('updates')
    .description('import progress updates, one JSON object per line, and emit their signals')
    .argument('<file>', 'NDJSON file, plain or gzipped; - for standard input')
    .option('--json', 'print the result as one JSON object')
    .addHelpText(
      'after',
      `
Each line has projectId or projectExternalId, userId or email, content, externalId and createdAt. Invalid lines are
reported and skipped. Importing the same file again creates no duplicates: a line without an externalId is recognized
by its values.

Examples:
  $ skilltrace import updates updates.ndjson.gz
  $ jq -c '.updates[]' export.json | skilltrace import updates -`,
    )
    .action(async (path: string, options: { json?: boolean }) => {
      const input = await openInput(io, path);
      let done = 0;
      const imported = await withInstallation(io, async ({ database }) => {
        const progress = showProgress(io, 'import', 'lines', { isWholeKnown: input.part() !== undefined });
        try {
          return await importProgressUpdates(database, input.chunks, {
            onProgress: ({ lines }) => {
              done = lines;
              progress.update(lines, input.part());
            },
          });
        } finally {
          progress.stop();
        }
      }).catch((error: unknown) => {
        // The embedded database is gone. If an import fails for another reason, its own error says what was saved.
        if (error instanceof InstallationError && done > 0)
          note(
            io,
            `The file was imported up to line ${done.toLocaleString('en')}. It is safe to run the command again: no line is imported twice.`,
          );
        throw error;
      });
      report(io, options.json, imported, () =>
        formatImport(
          imported,
          imported.errors.map(({ line, ...error }) => ({ what: `line ${line}`, ...error })),
        ),
      );
      // Updates of erased people are rejected on purpose, so they do not fail the command.
      const erased = imported.errors.filter(({ code }) => code === 'ERASED').length;
      end(imported.rejected === erased ? exitCodes.fine : exitCodes.problems);
    });
}
