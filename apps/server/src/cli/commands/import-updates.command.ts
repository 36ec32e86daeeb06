import { Command } from 'commander';
import { importProgressUpdates } from '../../progress-updates/import-progress-updates.js';
import { note, type CommandContext } from '../command-io.js';
import { exitCodes } from '../exit-codes.js';
import { openInput } from '../input-file.js';
import { importInWords } from '../import-in-words.js';
import { showProgress } from '../progress.js';
import { report } from '../report.js';
import { InstallationError, withInstallation } from '../with-installation.js';

/** `import updates`: progress updates of the past, streamed from a file or a pipe of any length. */
export function importUpdatesCommand({ io, end }: CommandContext): Command {
  return new Command('updates')
    .description('import progress updates, one JSON object a line, and emit their signals')
    .argument('<file>', 'NDJSON, gzipped or not; - for standard input')
    .option('--json', 'answer with one JSON object')
    .addHelpText(
      'after',
      `
A line holds projectId or projectExternalId, userId or email, content, externalId and createdAt. Lines that are bad are
reported and passed over. The same file again imports nothing twice: a line without an externalId is known by what it says.
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
        // The embedded database is gone; an import that broke off for another reason says itself what stands.
        if (error instanceof InstallationError && done > 0)
          note(
            io,
            `Down to line ${done.toLocaleString('en')} the file is done, and that stands. Run the command again: nothing is imported twice.`,
          );
        throw error;
      });
      report(io, options.json, imported, () =>
        importInWords(
          imported,
          imported.errors.map(({ line, ...error }) => ({ what: `line ${line}`, ...error })),
        ),
      );
      // Erased people stay out, which is no problem of the file.
      const erased = imported.errors.filter(({ code }) => code === 'ERASED').length;
      end(imported.rejected === erased ? exitCodes.fine : exitCodes.problems);
    });
}
