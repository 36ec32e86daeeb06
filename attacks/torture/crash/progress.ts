const PATIENCE_MS = 180_000;

/**
 * Counts answers and lets callers wait for more of them. Load is measured in answers instead of time, because a busy machine
 * is slower.
 */
export class Progress {
  private answers = 0;
  private waiting: { at: number; resolve: () => void; reject: (error: unknown) => void }[] = [];
  private failure: { error: unknown } | undefined;

  step(): void {
    this.answers += 1;
    for (const { at, resolve } of this.waiting) if (at <= this.answers) resolve();
    this.waiting = this.waiting.filter(({ at }) => at > this.answers);
  }

  /** Call this when the work has failed: it rejects all waiting callers with the error. */
  fail(error: unknown): void {
    this.failure = { error };
    for (const { reject } of this.waiting) reject(error);
    this.waiting = [];
  }

  /** Resolves after `more` further answers. */
  async reaches(more: number): Promise<void> {
    if (this.failure) throw this.failure.error;
    const late = new Error(`${more} answers did not arrive within ${PATIENCE_MS / 1000} s`);
    const reached = new Promise<void>((resolve, reject) => this.waiting.push({ at: this.answers + more, resolve, reject }));
    const timer = setTimeout(() => this.fail(late), PATIENCE_MS);
    try {
      await reached;
    } finally {
      clearTimeout(timer);
    }
  }
}
