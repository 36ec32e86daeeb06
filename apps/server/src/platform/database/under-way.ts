/** How many operations that began at about the same time are still running. The caller decreases the number when its operation ends. */
export interface Begun {
  readonly at: number;
  running: number;
}

/** Operations that begin within this time are counted together. */
const TOGETHER_MS = 250;

/**
 * Knows when the oldest running operation began. It counts operations instead of keeping each one in a map, because a map that
 * changes with every request leaves old tables behind, and garbage collection takes longer.
 */
export class UnderWay {
  /** Oldest first. */
  private readonly counts: Begun[] = [];

  begin(): Begun {
    const now = Date.now();
    let latest = this.counts.at(-1);
    if (!latest || now - latest.at >= TOGETHER_MS) {
      this.forgetEnded();
      latest = { at: now, running: 0 };
      this.counts.push(latest);
    }
    latest.running += 1;
    return latest;
  }

  /** The time at which the oldest running operation began, at most a quarter of a second too early. Undefined if nothing is running. */
  oldest(): number | undefined {
    this.forgetEnded();
    return this.counts[0]?.at;
  }

  private forgetEnded(): void {
    const first = this.counts.findIndex(({ running }) => running > 0);
    this.counts.splice(0, first === -1 ? this.counts.length : first);
  }
}
