import type { Transaction } from '../../platform/database/connection.js';
import type { PartDigest } from './checkpoint.js';
import { partsOfFile, readCheckpointFile } from './checkpoint-file.js';
import { checkpointWithRoot, newestCheckpoint, partsOfStored, type StoredCheckpoint } from './stored-checkpoint.js';

/** The checkpoint that a ledger is held against. */
export interface Reference {
  checkpoint: StoredCheckpoint;
  /** A copy outside of the database proves more: its owner cannot have changed it. */
  from: 'file' | 'database';
  parts(transaction: Transaction): AsyncIterable<PartDigest>;
}

const ROOT = /^[0-9a-f]{64}$/;

/** Whether this is the root of a checkpoint, as it was printed and logged, and not the path of a file. */
export function isRoot(against: string): boolean {
  return ROOT.test(against);
}

/** @throws CheckpointFileError where the file is no checkpoint, or not whole */
export async function referenceInFile(path: string): Promise<Reference> {
  return { checkpoint: await readCheckpointFile(path), from: 'file', parts: () => partsOfFile(path) };
}

/** The checkpoint with this root among those that the database keeps; without a root, the newest. */
export async function referenceInDatabase(transaction: Transaction, root?: string): Promise<Reference | undefined> {
  const checkpoint = root === undefined ? await newestCheckpoint(transaction) : await checkpointWithRoot(transaction, root);
  return checkpoint && { checkpoint, from: 'database', parts: (connection) => partsOfStored(connection, checkpoint.id) };
}
