import type { Report } from './report.js';

/** A position of the primary. */
export interface Sample {
  /** By the clock of this process (`performance.now()`), before the primary was asked: everything committed earlier is below `position`. */
  at: number;
  /** By the clock of the primary, in milliseconds. */
  time: number;
  position: number;
}

/** An hour at one sample a second. A standby that is further behind is not used in any case. */
const MOST_SAMPLES = 3_600;

/**
 * The recent positions of the primary with their times. They turn the position of a standby into a time, also while nothing is written:
 * the replayed commit times, which PostgreSQL offers for this, stand still then.
 */
export class PositionsOfPrimary {
  private samples: Sample[] = [];
  /** The identity that a standby must have. */
  identity: string | undefined;

  get latest(): Sample | undefined {
    return this.samples.at(-1);
  }

  /** @param at `performance.now()` before the primary was asked */
  add(at: number, { position, time, identity }: Report): void {
    // Another machine took over and has less of the log.
    if (position < (this.latest?.position ?? 0)) this.samples = [];
    this.samples.push({ at, time: Date.parse(time), position });
    if (this.samples.length > MOST_SAMPLES) this.samples.shift();
    this.identity = identity;
  }

  /** The latest sample that a standby with this position has reached; undefined if it has reached none. */
  reachedBy(position: number): Sample | undefined {
    return this.samples.findLast((sample) => sample.position <= position);
  }
}
