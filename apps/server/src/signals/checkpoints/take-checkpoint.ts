import pg from 'pg';
import type { Connection, Transaction } from '../../platform/database/connection.js';
import { singleRow } from '../../platform/database/single-row.js';
import { collectRoots, rootOf, type PartDigest } from './checkpoint.js';
import { currentClusterSince, recordCluster } from './clusters.js';
import { differenceOf, pairParts, type Difference } from './compare-parts.js';
import { READ_STORED_ROWS_ONLY, readDigests } from './read-digests.js';
import {
  DIGEST_OF_MISSING_PART,
  newestCheckpoint,
  nextCheckpointId,
  partsOfStored,
  storeCheckpoint,
  storeParts,
  type StoredCheckpoint,
} from './stored-checkpoint.js';
import { untilWorkersCommitted } from './until-workers-committed.js';

export interface TakeCheckpointOptions {
  /** The day of a daily checkpoint. There is at most one per day. */
  dailyOn?: string;
  /** Takes the checkpoint even if the ledger differs from the last one, for example after restoring an older backup. */
  acceptDifferences?: boolean;
  /** Called with each part, for a copy outside the database. */
  onPart?: (part: Required<PartDigest>) => void | Promise<void>;
  signal?: AbortSignal;
}

/** The ledger differs from the last checkpoint, and no new one was taken. */
export class LedgerDiffersError extends Error {
  constructor(
    readonly checkpoint: StoredCheckpoint,
    readonly differences: readonly Difference[],
  ) {
    super(
      `The ledger differs from checkpoint ${checkpoint.id}: ${differences
        .slice(0, MOST_NAMED)
        .map(({ text }) => text)
        .join('; ')}${differences.length > MOST_NAMED ? '; …' : ''}`,
    );
  }
}

const MOST_NAMED = 5;
const PARTS_A_STATEMENT = 1_000;
const UNIQUE_VIOLATION = '23505';
const MOMENT = "SELECT pg_current_snapshot()::text AS snapshot, date_trunc('milliseconds', clock_timestamp()) AS moment";

/**
 * Takes a checkpoint of the history of both ledgers: reads everything in one snapshot, compares it with the last checkpoint,
 * and stores the digests. Does not block writers. Transactions that commit after the snapshot are covered by the next
 * checkpoint.
 *
 * @returns undefined if another run is taking a checkpoint or has taken the one of that day
 * @throws LedgerDiffersError if something covered by the last checkpoint has changed
 */
export async function takeCheckpoint(connection: Connection, options: TakeCheckpointOptions = {}): Promise<StoredCheckpoint | undefined> {
  await recordCluster(connection);
  try {
    return await connection.transaction((transaction) => take(transaction, options));
  } catch (error) {
    // Two runs did not see each other. Unique indexes allow only one successor of a checkpoint and one checkpoint per day.
    if (error instanceof pg.DatabaseError && error.code === UNIQUE_VIOLATION) return undefined;
    throw error;
  }
}

async function take(transaction: Transaction, options: TakeCheckpointOptions): Promise<StoredCheckpoint | undefined> {
  await transaction.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
  await transaction.query(READ_STORED_ROWS_ONLY);
  const { ours } = singleRow(
    await transaction.query<{ ours: boolean }>(
      "SELECT pg_try_advisory_xact_lock(hashtextextended('skilltrace: ledger checkpoint', 0)) AS ours",
    ),
  );
  if (!ours) return undefined;
  const { snapshot, moment } = singleRow(await transaction.query<{ snapshot: string; moment: string }>(MOMENT));
  await untilWorkersCommitted(transaction);
  const clusterSince = await currentClusterSince(transaction);
  const previous = await newestCheckpoint(transaction);
  const id = await nextCheckpointId(transaction);
  const collected = collectRoots();
  const differences: Difference[] = [];
  let recordedUntil = moment;
  let changed: PartDigest[] = [];
  const storedParts = previous ? partsOfStored(transaction, previous.id) : nothing();
  for await (const pair of pairParts(storedParts, readDigests(transaction, previous, { snapshot, clusterSince }))) {
    options.signal?.throwIfAborted();
    const { before, now } = pair;
    const difference = previous && differenceOf(pair);
    if (difference) differences.push(difference);
    if (now) {
      const part = { ledger: now.ledger, part: now.part, digest: now.digestNow ?? DIGEST_OF_MISSING_PART, rows: now.rowsNow };
      collected.add(part);
      await options.onPart?.(part);
      if (now.recordedUntil !== null && now.recordedUntil > recordedUntil) recordedUntil = now.recordedUntil;
      if (part.digest !== before?.digest) changed.push(part);
    } else if (before) changed.push({ ...before, digest: DIGEST_OF_MISSING_PART });
    if (changed.length < PARTS_A_STATEMENT) continue;
    await storeParts(transaction, id, changed);
    changed = [];
  }
  if (previous && differences.length > 0 && !options.acceptDifferences) throw new LedgerDiffersError(previous, differences);
  await storeParts(transaction, id, changed);
  const unsealed = {
    takenAt: moment,
    snapshot,
    recordedUntil,
    clusterSince,
    roots: collected.roots(),
    previousRoot: previous?.root ?? null,
  };
  const stored = { id, ...unsealed, root: rootOf(unsealed) };
  await storeCheckpoint(transaction, stored, options.dailyOn ?? null);
  return stored;
}

async function* nothing(): AsyncGenerator<PartDigest> {
  yield* [];
}
