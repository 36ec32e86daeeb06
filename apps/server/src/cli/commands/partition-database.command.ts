import { Command, InvalidArgumentError } from 'commander';
import type { Partitioned } from '../../signals/partitions/partition-ledgers.js';
import { note, RolledBack, UsageError, type CommandContext } from '../command-io.js';
import { exitCodes } from '../exit-codes.js';
import { counted, report } from '../report.js';
import { withInstallation } from '../with-installation.js';

const MOST_PARTS = 256;

interface Options {
  parts: number;
  dryRun?: boolean;
  json?: boolean;
}

/** `database partition`: stores the signals and the progress updates in partitions by person. */
export function partitionDatabaseCommand({ io, end }: CommandContext): Command {
  return new Command('partition')
    .description('store the signals and the progress updates in partitions by person; only while no server is running')
    .requiredOption('--parts <number>', `the number of partitions of each table, from 1 to ${MOST_PARTS}`, numberOfParts)
    .option('--dry-run', 'only report what would be done; also while servers run')
    .option('--json', 'print the result as one JSON object')
    .addHelpText(
      'after',
      `
Stop all servers first. The command writes both tables again in one transaction, and compares every row before it
replaces the old tables. If it is interrupted, nothing has changed: run it again. It needs free disk space for a
second copy of both tables. It can change the number of partitions later.

Examples:
  $ skilltrace database partition --parts 16 --dry-run
  $ skilltrace database partition --parts 16`,
    )
    .action(async ({ parts, dryRun = false, json }: Options) => {
      const { partitionLedgers, PartitioningRefusedError } = await import('../../signals/partitions/partition-ledgers.js');
      const partitioned = await withInstallation(io, async ({ ownerUrl }) => {
        if (ownerUrl === undefined)
          throw new UsageError('DATABASE_URL must be the URL of your own PostgreSQL database, with its owner as the user');
        let shown = '';
        try {
          return await partitionLedgers(ownerUrl, {
            parts,
            isDryRun: dryRun,
            onStep: (step, done) => {
              if (io.signal.aborted) throw new RolledBack();
              const line = `${step} (${Math.round(done * 100)} %)`;
              if (line !== shown) note(io, line);
              shown = line;
            },
          });
        } catch (error) {
          if (!(error instanceof PartitioningRefusedError)) throw error;
          note(io, error.message);
          return undefined;
        }
      });
      if (!partitioned) return end(exitCodes.problems);
      report(io, json, { ...partitioned, isDryRun: dryRun }, () => inWords(partitioned, dryRun));
    });
}

function numberOfParts(value: string): number {
  const parts = /^\d{1,3}$/.test(value) ? Number(value) : 0;
  if (parts < 1 || parts > MOST_PARTS) throw new InvalidArgumentError(`It must be a whole number from 1 to ${MOST_PARTS}.`);
  return parts;
}

function inWords({ parts, isChanged, tables }: Partitioned, isDryRun: boolean): string {
  const lines = tables.map(({ table, rows, partsBefore }) => {
    const before = partsBefore === 0 ? 'one table' : counted(partsBefore, 'partition');
    if (partsBefore === parts) return `${table}: ${counted(rows, 'row')} in ${before}; nothing to do.`;
    return `${table}: ${counted(rows, 'row')} in ${before}; ${isDryRun ? 'would be' : 'now'} in ${counted(parts, 'partition')}.`;
  });
  return [...lines, ...(isChanged ? ['All rows are unchanged. Start the servers again.'] : [])].join('\n');
}
