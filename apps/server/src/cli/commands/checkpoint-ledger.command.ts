import { Command } from 'commander';
import type { CheckpointFileWriter } from '../../signals/checkpoints/checkpoint-file.js';
import type { StoredCheckpoint } from '../../signals/checkpoints/stored-checkpoint.js';
import { note, UsageError, type CommandContext, type CommandIo } from '../command-io.js';
import { exitCodes } from '../exit-codes.js';
import { showProgress } from '../progress.js';
import { counted, report } from '../report.js';
import { withInstallation } from '../with-installation.js';

interface Options {
  out?: string;
  acceptDifferences?: boolean;
  json?: boolean;
}

/** `ledger checkpoint`: stores a digest of everything recorded so far, to compare the ledger with later. */
export function checkpointLedgerCommand({ io, end }: CommandContext): Command {
  return new Command('checkpoint')
    .description('store and print a digest of everything recorded so far, so that later changes to it can be detected')
    .option('--out <file>', 'also write the checkpoint to a new file, for `ledger verify --against`')
    .option('--accept-differences', 'take it even if earlier records have changed, for example after restoring an older backup')
    .option('--json', 'print the result as one JSON object')
    .addHelpText(
      'after',
      `
A running server takes a checkpoint every day and logs its root. Keep the file or the root where the database
administrators cannot change it. If records that the last checkpoint covers have changed, this command takes no
checkpoint and exits with 1.

Examples:
  $ skilltrace ledger checkpoint --out ledger-2026-11-21.ndjson
  $ skilltrace ledger verify --against ledger-2026-11-21.ndjson`,
    )
    .action(async (options: Options) => {
      const taken = await withInstallation(io, async ({ database }) => {
        const [{ takeCheckpoint, LedgerDiffersError }, { createCheckpointFile }] = await Promise.all([
          import('../../signals/checkpoints/take-checkpoint.js'),
          import('../../signals/checkpoints/checkpoint-file.js'),
        ]);
        const file = options.out === undefined ? undefined : await openNewFile(options.out, createCheckpointFile);
        const progress = showProgress(io, 'checkpoint', 'people and days', { isWholeKnown: false });
        let parts = 0;
        try {
          const checkpoint = await takeCheckpoint(database, {
            acceptDifferences: options.acceptDifferences,
            signal: io.signal,
            onPart: async (part) => {
              parts += 1;
              progress.update(parts);
              await file?.write(part);
            },
          });
          if (!checkpoint) {
            await file?.discard();
            note(io, 'Another process is taking a checkpoint of this ledger. This command stored nothing.');
            return undefined;
          }
          await file?.finish(checkpoint);
          return { ...checkpoint, parts };
        } catch (error) {
          await file?.discard();
          if (!(error instanceof LedgerDiffersError)) throw error;
          reportDifferences(io, error);
          return undefined;
        } finally {
          progress.stop();
        }
      });
      if (!taken) return end(exitCodes.problems);
      report(io, options.json, taken, () => inWords(taken, taken.parts, options.out));
    });
}

async function openNewFile(path: string, create: (path: string) => Promise<CheckpointFileWriter>): Promise<CheckpointFileWriter> {
  try {
    return await create(path);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === 'EEXIST' ? 'the file already exists' : (error as Error).message;
    throw new UsageError(`${path} cannot be written: ${reason}`);
  }
}

function reportDifferences(
  io: CommandIo,
  { checkpoint, differences }: { checkpoint: StoredCheckpoint; differences: readonly { text: string }[] },
) {
  io.stderr.write(
    [
      `The ledger has changed since checkpoint ${checkpoint.id} of ${checkpoint.takenAt}. No checkpoint was taken.`,
      ...differences.map(({ text }) => `  ${text}`),
      'Run `skilltrace ledger verify` for details. If you restored an older backup, accept the changes with --accept-differences.',
      '',
    ].join('\n'),
  );
}

function inWords({ id, takenAt, root }: StoredCheckpoint, parts: number, out: string | undefined): string {
  return [
    `Checkpoint ${id}, taken ${takenAt}, covers ${counted(parts, 'part')} (people and days).`,
    `Root: ${root}`,
    '',
    out === undefined
      ? 'Keep the root where the database administrators cannot change it. Check it later with `ledger verify --against ROOT`.'
      : `Written to ${out}. Keep it where the database administrators cannot change it. Check it later with \`ledger verify --against FILE\`.`,
  ].join('\n');
}
