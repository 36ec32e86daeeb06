const PATIENCE_MS = 180_000;

/** Counts answers, and lets wait for some more of them: load is measured in work done, not in time, which a busy machine stretches. */
export class Progress {
  private answers = 0;
  private waiting: { at: number; resolve: () => void; reject: (error: unknown) => void }[] = [];
  private failure: { error: unknown } | undefined;

  step(): void {
    this.answers += 1;
    for (const { at, resolve } of this.waiting) if (at <= this.answers) resolve();
    this.waiting = this.waiting.filter(({ at }) => at > this.answers);
  }

  /** Nobody works any more: whoever waits is told why. */
  fail(error: unknown): void {
    this.failure = { error };
    for (const { reject } of this.waiting) reject(error);
    this.waiting = [];
  }

  /** Resolves after that many answers more than there are now. */
  async reaches(more: number): Promise<void> {
    if (this.failure) throw this.failure.error;
    const late = new Error(`${more} answers did not come in ${PATIENCE_MS / 1000} s`);
    const reached = new Promise<void>((resolve, reject) => this.waiting.push({ at: this.answers + more, resolve, reject }));
    const timer = setTimeout(() => this.fail(late), PATIENCE_MS);
    try {
      await reached;
    } finally {
      clearTimeout(timer);
    }
  }
}
