import { STALE_AFTER_DAYS } from '@skilltrace/domain/validation/staleness';
import { Command } from 'commander';
import type { StaleSkillOutcome } from '../../stale-skill-flagging/stale-skill-report.js';
import type { CommandContext } from '../command-io.js';
import { showProgress } from '../progress.js';
import { counted, report } from '../report.js';
import { withInstallation } from '../with-installation.js';

interface Options {
  dryRun?: boolean;
  json?: boolean;
}

/** `flag-stale-skills`: runs the server's midnight job now. */
export function flagStaleSkillsCommand({ io }: CommandContext): Command {
  return new Command('flag-stale-skills')
    .description(`ask Tech Leads to review Core Stack skills validated more than ${STALE_AFTER_DAYS} days ago, as the server does at 00:00`)
    .option('--dry-run', 'count what would be flagged, and write nothing')
    .option('--json', 'print the result as one JSON object')
    .addHelpText(
      'after',
      `
A running server does this every day at 00:00 in its time zone (TZ), so you do not have to schedule it.
Use this command for a dry run, for a night that was missed, or with an external scheduler. Running it again flags
nothing twice. If another run is in progress, the command reports that and exits with 0.

Examples:
  $ skilltrace flag-stale-skills --dry-run
  $ skilltrace flag-stale-skills --json | jq .suggestionsCreated

Crontab line for 00:30:
  30 0 * * *  cd /srv/skilltrace && npx skilltrace flag-stale-skills`,
    )
    .action(async ({ dryRun = false, json }: Options) => {
      const outcome = await withInstallation(io, async ({ database }) => {
        // Imported here because Prisma and Nest are large, and other commands do not need them.
        const [{ PrismaService }, { StaleSkillFlaggingService }] = await Promise.all([
          import('../../platform/database/prisma.js'),
          import('../../stale-skill-flagging/stale-skill-flagging.service.js'),
        ]);
        const progress = showProgress(io, dryRun ? 'dry run' : 'flag', 'employees');
        try {
          return await new StaleSkillFlaggingService(new PrismaService(database)).flagStaleSkills(new Date(), {
            dryRun,
            signal: io.signal,
            onProgress: (done, part) => progress.update(done, part),
            // The command prints the same figures as its result.
            log: () => {},
          });
        } finally {
          progress.stop();
        }
      });
      report(io, json, outcome, () => inWords(outcome));
    });
}

function inWords(outcome: StaleSkillOutcome): string {
  if (!outcome.ran) return 'Another run is in progress on this database. This command did nothing.';
  return [
    `${counted(outcome.employeesProcessed, 'employee')} with active assignments ${outcome.employeesProcessed === 1 ? 'was' : 'were'} processed.`,
    `${counted(outcome.coreStackSkills, 'Core Stack skill')} identified, ${outcome.excludedInactive.toLocaleString('en')} of them excluded as inactive.`,
    `${counted(outcome.staleSkills, 'stale skill')} found, validated more than ${STALE_AFTER_DAYS} days ago:`,
    `  ${counted(outcome.suggestionsCreated, 'suggestion')} ${outcome.dryRun ? 'would be created' : 'created'},`,
    `  ${outcome.skippedPending.toLocaleString('en')} skipped because a suggestion is pending.`,
    `Started ${outcome.startedAt}, finished ${outcome.finishedAt} (${outcome.durationMs.toLocaleString('en')} ms).`,
    ...(outcome.dryRun ? ['Dry run: nothing was written.'] : []),
  ].join('\n');
}
