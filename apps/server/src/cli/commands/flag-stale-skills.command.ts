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

/** `flag-stale-skills`: what the server does at midnight, now. */
export function flagStaleSkillsCommand({ io }: CommandContext): Command {
  return new Command('flag-stale-skills')
    .description(
      `ask Tech Leads to look again at Core Stack skills validated more than ${STALE_AFTER_DAYS} days ago, as the server does at 00:00`,
    )
    .option('--dry-run', 'count what would be flagged, and write nothing')
    .option('--json', 'answer with one JSON object')
    .addHelpText(
      'after',
      `
A running server does this by itself every day at 00:00 of its time zone (TZ); nothing needs to be scheduled.
This command is for looking beforehand, for a night that was missed, and for whoever wants an outside scheduler to do
it as well: running it again flags nothing twice, and beside another run it says so and ends with 0.
  $ skilltrace flag-stale-skills --dry-run
  $ skilltrace flag-stale-skills --json | jq .suggestionsCreated
As a line of a crontab, at 00:30:
  30 0 * * *  cd /srv/skilltrace && npx skilltrace flag-stale-skills`,
    )
    .action(async ({ dryRun = false, json }: Options) => {
      const outcome = await withInstallation(io, async ({ database }) => {
        // Loaded here: Prisma and Nest are most of it, and other commands need neither.
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
            // The figures are the result, and stand on standard output.
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
  if (!outcome.ran) return 'Another run is at work on this database. Nothing was done here.';
  return [
    `${counted(outcome.employeesProcessed, 'employee')} with active assignments ${outcome.employeesProcessed === 1 ? 'was' : 'were'} processed.`,
    `${counted(outcome.coreStackSkills, 'Core Stack skill')} identified, ${outcome.excludedInactive.toLocaleString('en')} of them excluded because inactive.`,
    `${counted(outcome.staleSkills, 'stale skill')} found, validated more than ${STALE_AFTER_DAYS} days ago:`,
    `  ${counted(outcome.suggestionsCreated, 'suggestion')} ${outcome.dryRun ? 'would be created' : 'created'},`,
    `  ${outcome.skippedPending.toLocaleString('en')} skipped because a suggestion is pending.`,
    `Started ${outcome.startedAt}, finished ${outcome.finishedAt}, after ${outcome.durationMs.toLocaleString('en')} ms.`,
    ...(outcome.dryRun ? ['A dry run: nothing was written.'] : []),
  ].join('\n');
}
