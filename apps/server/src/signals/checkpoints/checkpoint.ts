import { createHash } from 'node:crypto';
import { coveredLedgers, type CoveredLedger } from './covered-ledgers.js';

/** The rows that a checkpoint covers. All fields are stored data, so they keep their meaning after a restore into another cluster. */
export interface Reach {
  /** The committed transactions, as text of a `pg_snapshot`. */
  snapshot: string;
  /**
   * All covered rows were recorded up to this time. This excludes rows of a later cluster, whose transaction numbers start from
   * the beginning.
   */
  recordedUntil: string;
  /** Rows recorded before this time belong to an earlier cluster and are all covered. */
  clusterSince: string;
}

/** A digest of everything recorded at a moment. Its root depends on all of it and on the previous checkpoint. */
export interface Checkpoint extends Reach {
  takenAt: string;
  /** One digest per ledger, over the digests of its parts. */
  roots: Record<CoveredLedger, string>;
  previousRoot: string | null;
  root: string;
}

/** The digest of the rows of one person or day. */
export interface PartDigest {
  ledger: CoveredLedger;
  part: number;
  digest: string;
  /** Undefined for a checkpoint stored in the database, which has no counts. */
  rows?: number;
}

/** Combines the parts of a checkpoint into one root per ledger. Parts must be added by ledger in ascending order. */
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

/** Computes the root of a checkpoint from its other fields. */
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
