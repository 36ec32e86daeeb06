import type { Batch } from './flag-batch.js';

const MOST_LISTED = 20;

/** Some batches of people failed. The other people were processed. The cause is the first failure, with its stack. */
export class FailedBatches extends Error {
  constructor(failed: readonly { batch: Batch; error: unknown }[]) {
    const ranges = failed.slice(0, MOST_LISTED).map(({ batch }) => `${batch.after + 1n} to ${batch.upTo}`);
    const more = failed.length > MOST_LISTED ? ` and ${failed.length - MOST_LISTED} more batches` : '';
    const first = failed[0]?.error;
    const reason = first instanceof Error ? first.message : String(first);
    super(`people with these ids were not checked: ${ranges.join(', ')}${more}; first error: ${reason}`, { cause: first });
    this.name = 'FailedBatches';
  }
}
