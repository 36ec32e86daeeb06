import type { Transaction } from '../../platform/database/connection.js';
import type { PartDigest } from './checkpoint.js';
import { partsOfFile, readCheckpointFile } from './checkpoint-file.js';
import { checkpointWithRoot, newestCheckpoint, partsOfStored, type StoredCheckpoint } from './stored-checkpoint.js';

/** The checkpoint to compare a ledger with. */
export interface Reference {
  checkpoint: StoredCheckpoint;
  /** A copy outside the database is stronger evidence, because the database owner cannot have changed it. */
  from: 'file' | 'database';
  parts(transaction: Transaction): AsyncIterable<PartDigest>;
}

const ROOT = /^[0-9a-f]{64}$/;

/** Whether the text is the root of a checkpoint (as printed and logged) and not a file path. */
export function isRoot(against: string): boolean {
  return ROOT.test(against);
}

/** @throws CheckpointFileError if the file is not a complete checkpoint */
export async function referenceInFile(path: string): Promise<Reference> {
  return { checkpoint: await readCheckpointFile(path), from: 'file', parts: () => partsOfFile(path) };
}

/** Finds the stored checkpoint with this root, or the newest one without a root. */
export async function referenceInDatabase(transaction: Transaction, root?: string): Promise<Reference | undefined> {
  const checkpoint = root === undefined ? await newestCheckpoint(transaction) : await checkpointWithRoot(transaction, root);
  return checkpoint && { checkpoint, from: 'database', parts: (connection) => partsOfStored(connection, checkpoint.id) };
}
