import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { PrismaService } from '../platform/database/prisma.js';
import { isDatabaseUnavailable } from '../platform/errors/sqlstate.js';
import { calendarDay } from './calendar-day.js';
import { runExclusively } from './claim-run.js';
import { FailedBatches } from './failed-batches.js';
import { flagEveryone, type FlagEveryoneOptions } from './flag-everyone.js';
import { linesOf, type StaleSkillOutcome, type StaleSkillReport } from './stale-skill-report.js';

/** Allows retries for an hour, so that a short database outage at midnight does not cancel the run. */
const MOST_ATTEMPTS_A_NIGHT = 60;

export interface FlagStaleSkillsOptions extends FlagEveryoneOptions {
  /** Receives the log lines. Defaults to the Nest logger. */
  log?: (line: string) => void;
}

/** The nightly job that asks Tech Leads to re-validate stale skills (`docs/how-to/run-the-stale-skill-job.md`). */
@Injectable()
export class StaleSkillFlaggingService implements OnModuleDestroy {
  private readonly logger = new Logger(StaleSkillFlaggingService.name);
  private readonly stopping = new AbortController();
  private running: Promise<unknown> = Promise.resolve();
  private again: NodeJS.Timeout | undefined;
  /** The delay between two attempts in one night. */
  retryAfterMs = 60_000;
  /** The day on which the server started is skipped, because the run at its midnight was due before the start. */
  private lastDay = calendarDay(new Date());

  constructor(private readonly prisma: PrismaService) {}

  /** Every day at 00:00 in the server's time zone, or at the first moment of the day if the clock skips 00:00. */
  @Cron('0 0 0 * * *', { name: 'flag-stale-skills' })
  async onMidnight(): Promise<void> {
    // If the clock goes back from 00:00 to 23:00 (Cairo, Beirut, Santiago), the scheduler also fires at the second 23:00, an
    // hour before the real midnight. At that time it is still the previous day.
    const now = new Date();
    const day = calendarDay(now);
    if (day === this.lastDay || this.stopping.signal.aborted) return;
    this.lastDay = day;
    this.running = this.runAtNight(now);
    await this.running;
  }

  /** Lets a run finish its current batch while the database is still available. */
  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    clearTimeout(this.again);
    await this.running;
  }

  /**
   * Creates a pending SYSTEM_FLAG suggestion with the validated level for each Core Stack skill whose validation is stale at
   * `now`, for all people with an active assignment. Skips inactive skills and skills with a pending suggestion. A repeated run
   * flags nothing twice and completes an interrupted run. If a batch of people fails, the others are still processed, and the
   * run fails at its end.
   *
   * @returns the figures, or `ran: false` if another run is in progress on this database
   * @throws FailedBatches with the ids of the people who were not checked; errors of an unavailable database; the signal's
   *   reason
   */
  async flagStaleSkills(now: Date, options: FlagStaleSkillsOptions = {}): Promise<StaleSkillOutcome> {
    const { dryRun = false, log = (line: string) => this.logger.log(line) } = options;
    const started = new Date();
    log(`started at ${started.toISOString()}`);
    const outcome = dryRun
      ? await flagEveryone(this.prisma, now, options, () => Promise.resolve())
      : await runExclusively(this.prisma, (checkClaim) => flagEveryone(this.prisma, now, options, checkClaim));
    if (!outcome) {
      log('another run is in progress; this run was skipped');
      return { ran: false };
    }
    const finished = new Date();
    const report: StaleSkillReport = {
      ran: true,
      dryRun,
      startedAt: started.toISOString(),
      finishedAt: finished.toISOString(),
      durationMs: finished.getTime() - started.getTime(),
      ...outcome.total,
    };
    linesOf(report).forEach((line) => log(line));
    if (outcome.failed.length > 0) throw new FailedBatches(outcome.failed);
    return report;
  }

  private async runAtNight(now: Date, attempt = 1): Promise<void> {
    try {
      await this.flagStaleSkills(now, { signal: this.stopping.signal });
    } catch (error) {
      if (this.stopping.signal.aborted) return this.logger.warn('stopped because the server is shutting down; the next run will continue');
      const isAway = isDatabaseUnavailable(error) && attempt < MOST_ATTEMPTS_A_NIGHT;
      const next = isAway ? 'retrying in a minute' : 'the next run will continue';
      this.logger.error(`failed; ${next}`, error instanceof Error ? error.stack : String(error));
      if (!isAway) return;
      this.again = setTimeout(() => {
        this.running = this.runAtNight(now, attempt + 1);
      }, this.retryAfterMs).unref();
    }
  }
}
