import { createHash } from 'node:crypto';
import { coveredLedgers, type CoveredLedger } from './covered-ledgers.js';

/** Which rows a checkpoint covers. All of it is stored data: it means the same after a restore into another cluster. */
export interface Reach {
  /** The transactions that had committed, as `pg_snapshot` in text. */
  snapshot: string;
  /** Nothing covered was recorded later. Excludes the rows of a later cluster, whose transactions are numbered from the start again. */
  recordedUntil: string;
  /** Rows recorded before belong to an earlier cluster and are all covered. */
  clusterSince: string;
}

/** A digest of everything that was recorded at a moment; its root commits to all of it and to the checkpoint before. */
export interface Checkpoint extends Reach {
  takenAt: string;
  /** One digest per ledger, over the digests of its parts. */
  roots: Record<CoveredLedger, string>;
  previousRoot: string | null;
  root: string;
}

/** The digest of one person's or one day's rows. */
export interface PartDigest {
  ledger: CoveredLedger;
  part: number;
  digest: string;
  /** Unknown in a checkpoint that the database keeps, which holds no counts. */
  rows?: number;
}

/** Collects the parts of a checkpoint, which come ledger by ledger in ascending order, into one root per ledger. */
export function collectRoots() {
  const hashes = new Map(coveredLedgers.map((ledger) => [ledger, createHash('sha256').update(Buffer.of(2))]));
  return {
    add({ ledger, part, digest }: PartDigest): void {
      const number = Buffer.alloc(8);
      number.writeBigInt64BE(BigInt(part));
      hashes.get(ledger)?.update(number).update(Buffer.from(digest, 'hex'));
    },
    roots(): Record<CoveredLedger, string> {
      return Object.fromEntries([...hashes].map(([ledger, hash]) => [ledger, hash.copy().digest('hex')])) as Record<CoveredLedger, string>;
    },
  };
}

/** The root of a checkpoint, from what it commits to. */
export function rootOf(checkpoint: Omit<Checkpoint, 'root'>): string {
  const { takenAt, snapshot, recordedUntil, clusterSince, roots, previousRoot } = checkpoint;
  const lines = [
    'skilltrace checkpoint 1',
    takenAt,
    snapshot,
    recordedUntil,
    clusterSince,
    ...coveredLedgers.map((ledger) => `${ledger} ${roots[ledger]}`),
    previousRoot ?? 'first',
  ];
  return createHash('sha256')
    .update(lines.map((line) => `${line}\n`).join(''))
    .digest('hex');
}
