import { Command } from 'commander';
import type { ScaledOut } from '../../signals/scale-out/scale-out.js';
import { note, type CommandContext } from '../command-io.js';
import { exitCodes } from '../exit-codes.js';
import { counted, report } from '../report.js';
import { withOwnerUrl } from '../with-installation.js';

interface Options {
  dryRun?: boolean;
  json?: boolean;
}

/** `scale-out`: spreads the signals and the progress updates over the workers of a Citus cluster. */
export function scaleOutCommand({ io, end }: CommandContext): Command {
  return new Command('scale-out')
    .description('spread the signals and the progress updates over several machines with Citus; only while no server is running')
    .option('--dry-run', 'only report the steps')
    .option('--json', 'print the result as one JSON object')
    .addHelpText(
      'after',
      `
Afterwards, posts and changes of people and projects take longer, so first try a larger machine, a standby and partitions.

Stop all servers first, and take a backup. The database needs the extension citus and at least one worker. Each step
is one transaction. If the command is interrupted, run it again: it continues with the next step.

Examples:
  $ skilltrace scale-out --dry-run
  $ skilltrace scale-out`,
    )
    .action(async ({ dryRun = false, json }: Options) => {
      const { scaleOut } = await import('../../signals/scale-out/scale-out.js');
      const { ScaleOutRefusedError } = await import('../../signals/scale-out/require-cluster.js');
      const scaled = await withOwnerUrl(io, async (ownerUrl) => {
        try {
          return await scaleOut(ownerUrl, {
            isDryRun: dryRun,
            onStep: (step, done) => {
              io.signal.throwIfAborted();
              note(io, `${step} (${Math.round(done * 100)} %)`);
            },
          });
        } catch (error) {
          if (!(error instanceof ScaleOutRefusedError)) throw error;
          note(io, error.message);
          return undefined;
        }
      });
      if (!scaled) return end(exitCodes.problems);
      report(io, json, { ...scaled, isDryRun: dryRun }, () => inWords(scaled, dryRun));
    });
}

function inWords({ workers, steps }: ScaledOut, isDryRun: boolean): string {
  if (steps.every(({ wasDone }) => wasDone)) return `The ledger is already spread over ${counted(workers, 'worker')}; nothing to do.`;
  const lines = steps.map(({ name, wasDone }) => {
    if (wasDone) return `${name}: was already done.`;
    return `${name}: ${isDryRun ? 'would be done' : 'done'}.`;
  });
  return [...lines, ...(isDryRun ? [] : [`All rows are unchanged, on ${counted(workers, 'worker')}. Start the servers again.`])].join('\n');
}
