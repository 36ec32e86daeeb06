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

/** `ledger checkpoint`: a digest of everything recorded so far, to hold the ledger against later. */
export function checkpointLedgerCommand({ io, end }: CommandContext): Command {
  return new Command('checkpoint')
    .description('take a digest of everything recorded so far, store it and print it, so that a later change of it can be proven')
    .option('--out <file>', 'write the checkpoint to a new file as well, for `ledger verify --against`')
    .option('--accept-differences', 'take it although something recorded before has changed, as after restoring an older backup')
    .option('--json', 'answer with one JSON object')
    .addHelpText(
      'after',
      `
A running server takes one every day by itself and logs its root. Keep the file, or the root, where the administrators of the
database cannot change it. Exit code 1 when what the last checkpoint covered has changed; none is taken then.
  $ skilltrace ledger checkpoint --out ledger-2026-11-21.ndjson
  $ skilltrace ledger verify --against ledger-2026-11-21.ndjson`,
    )
    .action(async (options: Options) => {
      const taken = await withInstallation(io, async ({ database }) => {
        const [{ takeCheckpoint, LedgerDiffersError }, { createCheckpointFile }] = await Promise.all([
          import('../../signals/checkpoints/take-checkpoint.js'),
          import('../../signals/checkpoints/checkpoint-file.js'),
        ]);
        const file = options.out === undefined ? undefined : await newFile(options.out, createCheckpointFile);
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
            note(io, 'Another run is taking a checkpoint of this ledger. Nothing was stored here.');
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

async function newFile(path: string, create: (path: string) => Promise<CheckpointFileWriter>): Promise<CheckpointFileWriter> {
  try {
    return await create(path);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === 'EEXIST' ? 'it exists already' : (error as Error).message;
    throw new UsageError(`${path} cannot be written: ${reason}`);
  }
}

function reportDifferences(
  io: CommandIo,
  { checkpoint, differences }: { checkpoint: StoredCheckpoint; differences: readonly { text: string }[] },
) {
  io.stderr.write(
    [
      `The ledger is not what checkpoint ${checkpoint.id} of ${checkpoint.takenAt} covered. No checkpoint was taken.`,
      ...differences.map(({ text }) => `  ${text}`),
      'Run `skilltrace ledger verify` to see more. After restoring an older backup, accept this with --accept-differences.',
      '',
    ].join('\n'),
  );
}

function inWords({ id, takenAt, root }: StoredCheckpoint, parts: number, out: string | undefined): string {
  return [
    `Checkpoint ${id}, taken ${takenAt}, over ${counted(parts, 'part')} (people and days).`,
    `Root: ${root}`,
    '',
    out === undefined
      ? 'Keep the root where the administrators of the database cannot change it. `ledger verify --against ROOT` checks it.'
      : `Written to ${out}. Keep it where the administrators of the database cannot change it. \`ledger verify --against FILE\` checks it.`,
  ].join('\n');
}
