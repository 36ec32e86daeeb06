import type { QueryConfig, QueryResultRow } from 'pg';
import type { WatchedPool, WatchedPoolClient } from './watched-pool.js';

/** With fewer connections in use, a statement gets one of its own. */
const FEWEST_IN_USE = 4;
const MOST_TOGETHER = 4;
/** Nothing joins a connection that has not answered for this long, because its statement is slow or waits for a lock. */
const SLOW_AFTER_MS = 20;

/** A connection of the pool that several statements use at the same time. */
interface Shared {
  readonly opened: Promise<WatchedPoolClient>;
  running: number;
  answeredAt: number;
  /** Whether nothing may join it any more. */
  isClosed: boolean;
  isUnfit: boolean;
}

/**
 * Runs short statements that are prepared by name. Under load, up to four of them are under way on a connection: PostgreSQL answers
 * them in order. That takes fewer packets and fewer switches between processes than a connection for each.
 */
export class SharedConnections {
  private readonly inUse: Shared[] = [];
  private readonly fewest: number;

  constructor(
    private readonly pool: WatchedPool,
    private readonly isUnfit: (error: unknown) => boolean,
  ) {
    this.fewest = Math.min(FEWEST_IN_USE, pool.options.max);
  }

  async query<Row extends QueryResultRow>(statement: QueryConfig): Promise<Row[]> {
    const now = Date.now();
    const shared = this.choose(now) ?? this.open(now);
    shared.running += 1;
    let client: WatchedPoolClient | undefined;
    try {
      client = await shared.opened;
      client.sendTogether();
      return await client.run<Row>(statement);
    } catch (error) {
      // After an error of the statement itself, the connection remains usable.
      shared.isUnfit ||= this.isUnfit(error);
      shared.isClosed = true;
      throw error;
    } finally {
      shared.answeredAt = Date.now();
      shared.running -= 1;
      if (shared.running === 0) {
        this.inUse.splice(this.inUse.indexOf(shared), 1);
        client?.release(shared.isUnfit);
      }
    }
  }

  private choose(now: number): Shared | undefined {
    if (this.inUse.length < this.fewest) return undefined;
    let best: Shared | undefined;
    for (const shared of this.inUse) {
      const mayJoin = !shared.isClosed && shared.running < MOST_TOGETHER && now - shared.answeredAt < SLOW_AFTER_MS;
      if (mayJoin && (!best || shared.running < best.running)) best = shared;
    }
    return best;
  }

  private open(now: number): Shared {
    const opened = this.pool.connect();
    const shared: Shared = { opened, running: 0, answeredAt: now, isClosed: false, isUnfit: false };
    this.inUse.push(shared);
    return shared;
  }
}
