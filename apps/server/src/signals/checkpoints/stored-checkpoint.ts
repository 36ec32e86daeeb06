import type { Transaction } from '../../platform/database/connection.js';
import { rootOf, type Checkpoint, type PartDigest } from './checkpoint.js';
import { coveredLedgers, type CoveredLedger } from './covered-ledgers.js';
import { rowsOfCursor } from './read-digests.js';

export interface StoredCheckpoint extends Checkpoint {
  id: number;
}

const CHECKPOINTS = `
  SELECT id, taken_at AS "takenAt", snapshot::text AS snapshot, recorded_until AS "recordedUntil", cluster_since AS "clusterSince", roots,
         encode(previous_root, 'hex') AS "previousRoot", encode(root, 'hex') AS root
    FROM public.ledger_checkpoints`;

/** The digest of a part that no longer has rows. */
export const DIGEST_OF_MISSING_PART = '0'.repeat(64);

/** Reads the newest stored checkpoint. */
export async function newestCheckpoint(transaction: Transaction): Promise<StoredCheckpoint | undefined> {
  return (await transaction.query<StoredCheckpoint & Record<string, unknown>>(`${CHECKPOINTS} ORDER BY id DESC LIMIT 1`))[0];
}

/** Reads the checkpoint with this root (64 hexadecimal digits). */
export async function checkpointWithRoot(transaction: Transaction, root: string): Promise<StoredCheckpoint | undefined> {
  return (await transaction.query<StoredCheckpoint & Record<string, unknown>>(`${CHECKPOINTS} WHERE root = decode($1, 'hex')`, [root]))[0];
}

/** Reads the parts of a stored checkpoint: for each part, the latest one stored up to then. */
export async function* partsOfStored(transaction: Transaction, id: number): AsyncGenerator<PartDigest> {
  for (const ledger of coveredLedgers) {
    const sql = `
      SELECT part::text AS part, encode(digest, 'hex') AS digest FROM (
        SELECT DISTINCT ON (part) part, digest FROM public.ledger_checkpoint_parts
         WHERE ledger = '${ledger}' AND checkpoint_id <= ${id} ORDER BY part, checkpoint_id DESC
      ) latest WHERE digest <> '\\x${DIGEST_OF_MISSING_PART}'::bytea ORDER BY part`;
    for await (const { part, digest } of rowsOfCursor<{ part: string; digest: string }>(transaction, `parts_${ledger}`, sql))
      yield { ledger, part: Number(part), digest };
  }
}

/** Finds stored checkpoints whose root is wrong or whose previous checkpoint is missing. */
export async function brokenLinks(transaction: Transaction): Promise<{ examined: number; broken: string[] }> {
  const broken: string[] = [];
  let examined = 0;
  let previous: string | null = null;
  for await (const { id, ...checkpoint } of rowsOfCursor<StoredCheckpoint & Record<string, unknown>>(
    transaction,
    'checkpoints',
    `${CHECKPOINTS} ORDER BY id`,
  )) {
    if (checkpoint.previousRoot !== previous || rootOf(checkpoint) !== checkpoint.root) broken.push(`checkpoint ${id}`);
    previous = checkpoint.root;
    examined += 1;
  }
  return { examined, broken };
}

const INSERT = `
  INSERT INTO public.ledger_checkpoints (id, taken_at, daily_on, snapshot, recorded_until, cluster_since, roots, previous_root, root)
  OVERRIDING SYSTEM VALUE VALUES ($1, $2, $3, $4, $5, $6, $7, decode($8, 'hex'), decode($9, 'hex'))`;
const INSERT_PARTS = `
  INSERT INTO public.ledger_checkpoint_parts (checkpoint_id, ledger, part, digest)
  SELECT $1, ledger, part, decode(digest, 'hex') FROM unnest($2::text[], $3::bigint[], $4::text[]) AS changed(ledger, part, digest)`;

export async function nextCheckpointId(transaction: Transaction): Promise<number> {
  const [row] = await transaction.query<{ id: number }>("SELECT nextval('public.ledger_checkpoints_id_seq') AS id");
  return row?.id ?? 0;
}

/** Stores a checkpoint. `storeParts` stores its changed parts in the same transaction. */
export async function storeCheckpoint(transaction: Transaction, stored: StoredCheckpoint, dailyOn: string | null): Promise<void> {
  const { id, takenAt, snapshot, recordedUntil, clusterSince, roots, previousRoot, root } = stored;
  await transaction.query(INSERT, [id, takenAt, dailyOn, snapshot, recordedUntil, clusterSince, JSON.stringify(roots), previousRoot, root]);
}

export async function storeParts(
  transaction: Transaction,
  id: number,
  changed: readonly { ledger: CoveredLedger; part: number; digest: string }[],
) {
  if (changed.length === 0) return;
  await transaction.query(INSERT_PARTS, [
    id,
    changed.map(({ ledger }) => ledger),
    changed.map(({ part }) => part),
    changed.map(({ digest }) => digest),
  ]);
}
