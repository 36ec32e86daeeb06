import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { staleBefore } from '@skilltrace/domain/validation/staleness';
import { PrismaService } from '../platform/database/prisma.js';
import { isDatabaseAway } from '../platform/errors/sqlstate.js';
import { batchesOfPeople } from './batches-of-people.js';
import { calendarDay } from './calendar-day.js';
import { asOnlyRun } from './claim-run.js';
import { FailedBatches } from './failed-batches.js';
import { flagBatch, type Batch } from './flag-batch.js';
import { linesOf, type StaleSkillOutcome, type StaleSkillReport } from './stale-skill-report.js';

// Measured: docs/decisions/0012-stale-skills-in-batches.md.
const PEOPLE_A_BATCH = 20_000;

/** For as long as an hour, a night does not fail because the database was away at midnight. */
const MOST_ATTEMPTS_A_NIGHT = 60;

export interface FlagStaleSkillsOptions {
  /** Counts what would be done; writes nothing, and needs no claim. */
  dryRun?: boolean;
  /** People looked at in one transaction. */
  batchSize?: number;
  /** After each batch: the employees processed so far, and the part of the whole that is done, from 0 to 1. */
  onProgress?: (employeesProcessed: number, part: number) => void;
  /** Ends the run between two batches, by throwing the signal's reason. What is flagged by then stands. */
  signal?: AbortSignal;
  /** Takes the lines of the log; the logger of Nest unless told. */
  log?: (line: string) => void;
}

/** The nightly job that asks Tech Leads to look again at stale validations (`docs/how-to/run-the-stale-skill-job.md`). */
@Injectable()
export class StaleSkillFlaggingService implements OnModuleDestroy {
  private readonly logger = new Logger(StaleSkillFlaggingService.name);
  private readonly stopping = new AbortController();
  private underWay: Promise<unknown> = Promise.resolve();
  private again: NodeJS.Timeout | undefined;
  /** Between two attempts of one night. */
  retryAfterMs = 60_000;
  /** The day this server began in was the business of whoever ran at its midnight. */
  private lastDay = calendarDay(new Date());

  constructor(private readonly prisma: PrismaService) {}

  /** Every day at 00:00 of the server's zone, or at the day's first moment where the clock leaves 00:00 out. */
  @Cron('0 0 0 * * *', { name: 'flag-stale-skills' })
  async onMidnight(): Promise<void> {
    // Where the clock goes back from 00:00 to 23:00 (Cairo, Beirut, Santiago), the scheduler takes the second 23:00 for the
    // midnight that it was about to be, and fires an hour before the real one, too. That is still the day before.
    const now = new Date();
    const day = calendarDay(now);
    if (day === this.lastDay || this.stopping.signal.aborted) return;
    this.lastDay = day;
    this.underWay = this.runAtNight(now);
    await this.underWay;
  }

  /** A run under way ends with its batch, while there is a database still. */
  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    clearTimeout(this.again);
    await this.underWay;
  }

  /**
   * For every person with an active assignment: the Core Stack skills of active taxonomy entries whose validation is
   * stale at `now` get a pending SYSTEM_FLAG suggestion with the level that stands, unless a suggestion about
   * them is pending. Running it again flags nothing twice, and finishes what an earlier run left. A batch of people that
   * fails does not keep the others from being looked at; the run fails at its end.
   *
   * @returns the figures, or `ran: false` where another run is at work on this database
   * @throws FailedBatches, with the ids of the people who were not looked at; what the database throws when it is away; the signal's reason
   */
  async flagStaleSkills(now: Date, options: FlagStaleSkillsOptions = {}): Promise<StaleSkillOutcome> {
    const { dryRun = false, log = (line: string) => this.logger.log(line) } = options;
    const started = new Date();
    log(`started at ${started.toISOString()}`);
    const outcome = dryRun
      ? await this.flagAll(now, options, () => Promise.resolve())
      : await asOnlyRun(this.prisma, (checkClaim) => this.flagAll(now, options, checkClaim));
    if (!outcome) {
      log('another run is at work; nothing to do here');
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

  private async flagAll(now: Date, options: FlagStaleSkillsOptions, checkClaim: () => Promise<void>) {
    const { dryRun = false, batchSize = PEOPLE_A_BATCH, onProgress, signal } = options;
    const total = {
      employeesProcessed: 0,
      coreStackSkills: 0,
      staleSkills: 0,
      suggestionsCreated: 0,
      skippedPending: 0,
      excludedInactive: 0,
    };
    const failed: { batch: Batch; error: unknown }[] = [];
    for await (const { part, ...batch } of batchesOfPeople(this.prisma, batchSize)) {
      signal?.throwIfAborted();
      await checkClaim();
      try {
        const found = await flagBatch(this.prisma, batch, staleBefore(now), dryRun);
        total.employeesProcessed += found.employeesProcessed;
        total.coreStackSkills += found.coreStackSkills;
        total.excludedInactive += found.excludedInactive;
        total.staleSkills += found.staleSkills;
        total.suggestionsCreated += found.suggestionsCreated;
        total.skippedPending += found.staleSkills - found.suggestionsCreated;
      } catch (error) {
        // Without a database the other batches fail as well, and the night tries again when it is back.
        if (isDatabaseAway(error)) throw error;
        failed.push({ batch, error });
      }
      onProgress?.(total.employeesProcessed, part);
    }
    return { total, failed };
  }

  private async runAtNight(now: Date, attempt = 1): Promise<void> {
    try {
      await this.flagStaleSkills(now, { signal: this.stopping.signal });
    } catch (error) {
      if (this.stopping.signal.aborted) return this.logger.warn('stopped with the server; the next run does the rest');
      const isAway = isDatabaseAway(error) && attempt < MOST_ATTEMPTS_A_NIGHT;
      const next = isAway ? 'another attempt follows' : 'the next run does the rest';
      this.logger.error(`failed; ${next}`, error instanceof Error ? error.stack : String(error));
      if (!isAway) return;
      this.again = setTimeout(() => {
        this.underWay = this.runAtNight(now, attempt + 1);
      }, this.retryAfterMs).unref();
    }
  }
}
