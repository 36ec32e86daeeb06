import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Database } from '../platform/database/database.js';
import { LedgerDiffersError, takeCheckpoint } from '../signals/checkpoints/take-checkpoint.js';
import type { StoredCheckpoint } from '../signals/checkpoints/stored-checkpoint.js';

const TAKEN = 'SELECT FROM ledger_checkpoints WHERE daily_on = $1';

/** Takes one checkpoint of the ledgers per day, on the first server that runs (`docs/how-to/prove-that-the-ledger-is-unchanged.md`). */
@Injectable()
export class LedgerCheckpointsService implements OnModuleDestroy {
  private readonly logger = new Logger(LedgerCheckpointsService.name);
  private readonly stopping = new AbortController();
  private running: Promise<unknown> = Promise.resolve();

  constructor(private readonly database: Database) {}

  /** Runs every hour, so that a missed or failed run is made up for. */
  @Cron('0 30 * * * *', { name: 'ledger-checkpoint' })
  async onHalfPast(): Promise<void> {
    this.running = this.takeDaily(new Date());
    await this.running;
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Takes the checkpoint for that day (UTC) unless it exists, and logs its root, so that an external log also has it. Never throws. */
  async takeDaily(now: Date): Promise<StoredCheckpoint | undefined> {
    const dailyOn = now.toISOString().slice(0, 10);
    try {
      if ((await this.database.query(TAKEN, [dailyOn])).length > 0) return undefined;
      const taken = await takeCheckpoint(this.database, { dailyOn, signal: this.stopping.signal });
      if (taken) this.logger.log(`checkpoint ${taken.id} of ${taken.takenAt}, root ${taken.root}`);
      return taken;
    } catch (error) {
      if (this.stopping.signal.aborted)
        this.logger.warn('stopped because the server is shutting down; the next run will take the checkpoint');
      else if (error instanceof LedgerDiffersError)
        this.logger.error(`${error.message}. No checkpoint was taken. Run \`skilltrace ledger verify\`.`);
      else this.logger.error('no checkpoint was taken; retrying in an hour', error instanceof Error ? error.stack : String(error));
      return undefined;
    }
  }
}
