import { Command } from 'commander';
import { CheckpointFileError } from '../../signals/checkpoints/checkpoint-file.js';
import { verifyLedger, type LedgerVerification } from '../../signals/verify/verify-ledger.js';
import { UsageError, type CommandContext } from '../command-io.js';
import { exitCodes } from '../exit-codes.js';
import { showProgress } from '../progress.js';
import { counted, report, table } from '../report.js';
import { withInstallation } from '../with-installation.js';

/** `ledger verify`: checks every rule of the two ledgers over the whole database. */
export function verifyLedgerCommand({ io, end }: CommandContext): Command {
  return new Command('verify')
    .description('check every rule of the ledgers over the whole database; read-only, and safe while a server is running')
    .option('--against <checkpoint>', 'compare the ledger with this checkpoint: a file from `ledger checkpoint --out`, or a root')
    .option('--json', 'print the result as one JSON object')
    .addHelpText(
      'after',
      `
Prints how many rows it checked for each rule, and exits with 1 if any rule is broken. Without --against it uses the
newest checkpoint in the database, which the owner of the database could also have changed.

Examples:
  $ skilltrace ledger verify
  $ skilltrace ledger verify --against ledger-2026-11-21.ndjson
  $ skilltrace ledger verify --json | jq '.checks[] | select(.violations > 0)'`,
    )
    .action(async (options: { json?: boolean; against?: string }) => {
      const verification = await withInstallation(io, async ({ database }) => {
        const progress = showProgress(io, 'verify', 'rules');
        try {
          return await verifyLedger(database, {
            against: options.against,
            onProgress: (done, of) => {
              io.signal.throwIfAborted();
              progress.update(done, done / of);
            },
          });
        } catch (error) {
          if (error instanceof CheckpointFileError) throw new UsageError(error.message);
          throw error;
        } finally {
          progress.stop();
        }
      });
      report(io, options.json, verification, () => inWords(verification));
      end(verification.ok ? exitCodes.fine : exitCodes.problems);
    });
}

function inWords({ checks, facts, violations, checkpoint }: LedgerVerification): string {
  const rows = checks.map((check) => [check.violations === 0 ? 'ok' : 'BROKEN', check.name, check.examined, check.violations, check.rule]);
  const broken = checks
    .filter((check) => check.violations > 0)
    .map((check) => `  ${check.name}: ${check.samples.join('; ')}${check.violations > check.samples.length ? '; …' : ''}`);
  const examined = checks.reduce((sum, check) => sum + check.examined, 0);
  return [
    table(['', 'check', 'examined', 'violations', 'rule'], rows),
    '',
    `${counted(facts.signals, 'signal')} of ${counted(facts.people, 'person', 'people')}; ${facts.importedSignals.toLocaleString('en')} of them were imported after the work was done.`,
    `${counted(facts.progressUpdates, 'progress update')}; ${facts.updatesWithoutSignals.toLocaleString('en')} of them have no signals although the project now declares skills (posted before it declared any).`,
    checkpointInWords(checkpoint),
    ...(facts.logins.length > 0 ? [`Logins with the rights of the server or its analytics: ${facts.logins.join(', ')}.`] : []),
    '',
    violations === 0
      ? `No violations: all ${checks.length} rules hold (${examined.toLocaleString('en')} rows examined).`
      : `${violations.toLocaleString('en')} violations of ${broken.length} rules, for example:\n${broken.join('\n')}`,
  ].join('\n');
}

function checkpointInWords(checkpoint: LedgerVerification['checkpoint']): string {
  if (!checkpoint) return 'There is no checkpoint to compare with. Take one with `skilltrace ledger checkpoint`.';
  const { id, takenAt, from, differences } = checkpoint;
  const source = from === 'file' ? 'from the file' : 'as stored in the database';
  return [
    `Compared with checkpoint ${id} of ${takenAt}, ${source}: ${differences.length === 0 ? 'no covered record has changed.' : 'covered records have changed:'}`,
    ...differences.map(({ text }) => `  ${text}`),
  ].join('\n');
}
