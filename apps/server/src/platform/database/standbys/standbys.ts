import { setTimeout as sleep } from 'node:timers/promises';
import type { LaggingConnection } from '../connection.js';
import type { Database } from '../database.js';
import type { ReadDatabase } from '../read-database.js';
import { PositionsOfPrimary } from './positions-of-primary.js';
import { ReadsOfRequest } from './reads-of-request.js';
import { inTime, readInsertPosition, readReport } from './report.js';
import { Standby, type Needs, type StandbyOptions } from './standby.js';

/** A standby must never be used: it belongs to another database, or its login has rights that it must not have. */
export class StandbyRefusedError extends Error {}

const LOOK_EVERY_MS = 1_000;
/** Longer than usual, because the first answer decides whether the server starts. */
const FIRST_LOOK_MS = 10_000;

/**
 * The streaming standbys of the database. Reads that only show something use them in turn. A standby that is lost, promoted or too far
 * behind is not used until it is back, and its reads go to the next one or to the primary.
 */
export class Standbys {
  /** In the order of the setting. */
  readonly all: readonly Standby[];
  private readonly positions = new PositionsOfPrimary();
  /** Separate connections, so that busy pools do not look like a lost primary. They open when they are needed. */
  private readonly monitor: Database;
  private readonly stop = new AbortController();
  private turn = 0;
  private lookUp: Promise<number> | undefined;

  constructor(
    private readonly primary: ReadDatabase,
    standbys: readonly StandbyOptions[] = [],
  ) {
    this.all = standbys.map((options) => new Standby(this.positions, options));
    this.monitor = primary.another({ poolSize: 2, applicationName: 'skilltrace standby monitor' });
  }

  /**
   * Looks at every standby, and from now on once a second. A server starts without a standby that does not answer, and uses it later.
   *
   * @throws StandbyRefusedError if one must never be used
   */
  async start(): Promise<void> {
    if (this.all.length === 0) return;
    await this.look(FIRST_LOOK_MS);
    const refused = this.all.find(({ problem }) => problem?.kind === 'refused');
    if (refused) throw new StandbyRefusedError(`DATABASE_READ_URL names ${refused.place}, which cannot be used: ${refused.problem?.why}`);
    void this.watch();
  }

  /**
   * Returns a connection whose answers include what is needed. All statements of one request should use the same one.
   *
   * @param signal for large reads, which end when it aborts
   */
  with(needs: Needs, signal?: AbortSignal): LaggingConnection {
    return this.all.length === 0 ? this.primary.for(signal) : new ReadsOfRequest(this.primary, () => this.choose(needs), signal);
  }

  /**
   * Returns a position of the write-ahead log after everything that has been committed. Simultaneous requests share one statement.
   *
   * @returns the highest position if the primary does not answer, so that no standby has it
   */
  positionNow(): Promise<number> {
    // Waits until this turn of the event loop has read all sockets with data.
    this.lookUp ??= new Promise((resolve) => setImmediate(resolve)).then(() => {
      this.lookUp = undefined;
      return inTime(readInsertPosition(this.monitor)).catch(() => Number.MAX_SAFE_INTEGER);
    });
    return this.lookUp;
  }

  async close(): Promise<void> {
    this.stop.abort();
    await Promise.all([this.monitor.close(), ...this.all.map((standby) => standby.close())]);
  }

  private choose(needs: Needs): Standby | undefined {
    this.turn = (this.turn + 1) % this.all.length;
    return [...this.all.slice(this.turn), ...this.all.slice(0, this.turn)].find((standby) => standby.has(needs));
  }

  private async watch(): Promise<void> {
    const { signal } = this.stop;
    for (;;) {
      await sleep(LOOK_EVERY_MS, undefined, { ref: false, signal }).catch(() => {});
      if (signal.aborted) return;
      await this.look();
    }
  }

  private async look(withinMs?: number): Promise<void> {
    const at = performance.now();
    const report = await inTime(readReport(this.monitor), withinMs).catch(() => undefined);
    // Without the position of the primary nothing new is known, and after a while no standby is used.
    if (!report) return;
    this.positions.add(at, report);
    await Promise.all(this.all.map((standby) => standby.look(withinMs)));
  }
}
