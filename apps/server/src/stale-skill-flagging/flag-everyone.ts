import { staleBefore } from '@skilltrace/domain/validation/staleness';
import type { PrismaService } from '../platform/database/prisma.js';
import { isDatabaseUnavailable } from '../platform/errors/sqlstate.js';
import { batchesOfPeople } from './batches-of-people.js';
import { flagBatch, type Batch } from './flag-batch.js';

// Measured: docs/decisions/0012-stale-skills-in-batches.md.
const PEOPLE_A_BATCH = 20_000;
const MOST_AT_A_TIME = 2;
/** The claim, two batches, and one connection that remains for others. */
const CONNECTIONS_FOR_TWO = 4;

export interface FlagEveryoneOptions {
  /** Counts what would be done. Writes nothing and needs no claim. */
  dryRun?: boolean;
  /** The number of people per transaction. */
  batchSize?: number;
  /** Called after each batch with the number of processed people and the completed fraction, from 0 to 1. */
  onProgress?: (employeesProcessed: number, part: number) => void;
  /** Aborts the run between two batches by throwing the signal's reason. Earlier batches stay committed. */
  signal?: AbortSignal;
}

/**
 * Flags the stale skills of all people, in batches by id. If a batch fails, the others are still processed.
 *
 * @param checkClaim called before each batch, and throws to end the run
 * @returns the sums, and the failed batches in order of their ids
 * @throws errors of an unavailable database or of `checkClaim`, and the signal's reason, after the batches in progress have ended
 */
export async function flagEveryone(prisma: PrismaService, now: Date, options: FlagEveryoneOptions, checkClaim: () => Promise<void>) {
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
  const batches = batchesOfPeople(prisma, batchSize, () => {
    signal?.throwIfAborted();
    return checkClaim();
  });
  let completed = 0;
  const processNext = async () => {
    for await (const { part, ...batch } of batches) {
      try {
        const found = await flagBatch(prisma, batch, staleBefore(now), dryRun);
        total.employeesProcessed += found.employeesProcessed;
        total.coreStackSkills += found.coreStackSkills;
        total.excludedInactive += found.excludedInactive;
        total.staleSkills += found.staleSkills;
        total.suggestionsCreated += found.suggestionsCreated;
        total.skippedPending += found.staleSkills - found.suggestionsCreated;
      } catch (error) {
        // If the database is unavailable, the other batches would fail too, so the whole run is retried later.
        if (isDatabaseUnavailable(error)) throw error;
        failed.push({ batch, error });
      }
      completed += part;
      onProgress?.(total.employeesProcessed, completed);
    }
  };
  const atATime = prisma.mostConnections < CONNECTIONS_FOR_TWO ? 1 : MOST_AT_A_TIME;
  // The first error ends the sequence of batches. The batch in progress is awaited, because the claim must not end before it.
  const ends = await Promise.allSettled(Array.from({ length: atATime }, processNext));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  failed.sort((a, b) => Number(a.batch.after - b.batch.after));
  return { total, failed };
}
