import type { Transaction } from '../../platform/database/connection.js';
import type { CheckedRule } from '../verify/ledger-check.js';
import { collectRoots, rootOf, type Checkpoint, type PartDigest } from './checkpoint.js';
import { differenceOf, pairParts, type Difference } from './compare-parts.js';
import { coveredLedgers, rowsInWords } from './covered-ledgers.js';
import { READ_STORED_ROWS_ONLY, readDigests } from './read-digests.js';
import type { Reference } from './reference.js';
import { brokenLinks, checkpointWithRoot } from './stored-checkpoint.js';

const MOST_SAMPLES = 5;
const MOST_DIFFERENCES = 10_000;

const checked = (name: string, rule: string, examined: number, found: readonly string[], violations = found.length): CheckedRule => ({
  name,
  rule,
  examined,
  violations,
  samples: found.slice(0, MOST_SAMPLES),
});

/** Checks that each stored checkpoint follows from the previous one. */
export async function verifyChain(transaction: Transaction): Promise<CheckedRule> {
  const { broken, examined } = await brokenLinks(transaction);
  return checked('checkpoints-chained', 'each stored checkpoint matches its root and follows the previous one', examined, broken);
}

/** Checks that the database still has a checkpoint of which an external copy exists. */
export async function verifyStored(transaction: Transaction, root: string): Promise<CheckedRule> {
  const stored = await checkpointWithRoot(transaction, root);
  const missing = stored ? [] : [`no checkpoint ${root.slice(0, 12)}…`];
  return checked('checkpoint-stored', 'the database has the checkpoint that it is compared with', 1, missing);
}

/**
 * Compares everything that the checkpoint covers with the current rows. Returns one rule per ledger and each part that differs.
 * Rows recorded after the checkpoint are not covered and do not matter.
 */
export async function verifyAgainst(
  transaction: Transaction,
  reference: Reference,
): Promise<{ checks: CheckedRule[]; differences: Difference[] }> {
  await transaction.query(READ_STORED_ROWS_ONLY);
  const collected = collectRoots();
  const parts = new Map(coveredLedgers.map((ledger) => [ledger, 0]));
  const found = new Map(coveredLedgers.map((ledger) => [ledger, [] as Difference[]]));
  const before = tapped(reference.parts(transaction), (part) => collected.add(part));
  for await (const pair of pairParts(before, readDigests(transaction, reference.checkpoint))) {
    const ledger = pair.before?.ledger ?? pair.now?.ledger ?? 'signals';
    parts.set(ledger, (parts.get(ledger) ?? 0) + 1);
    const difference = differenceOf(pair);
    if (difference) found.get(ledger)?.push(difference);
  }
  const perLedger = coveredLedgers.map((ledger) => {
    const rule = `${rowsInWords(ledger)} covered by the checkpoint are unchanged, with none missing or added`;
    return checked(`unchanged-${ledger.replace('_', '-')}`, rule, parts.get(ledger) ?? 0, found.get(ledger)?.map(({ text }) => text) ?? []);
  });
  return {
    checks: [wholeness(reference.checkpoint, collected.roots()), ...perLedger],
    differences: [...found.values()].flat().slice(0, MOST_DIFFERENCES),
  };
}

function wholeness(checkpoint: Checkpoint, roots: Checkpoint['roots']): CheckedRule {
  const broken = coveredLedgers.filter((ledger) => roots[ledger] !== checkpoint.roots[ledger]).map((ledger) => `the digests of ${ledger}`);
  if (rootOf(checkpoint) !== checkpoint.root) broken.push('the root');
  return checked('checkpoint-whole', 'the digests of the checkpoint match its root', 1, broken);
}

async function* tapped(parts: AsyncIterable<PartDigest>, onPart: (part: PartDigest) => void): AsyncGenerator<PartDigest> {
  for await (const part of parts) {
    onPart(part);
    yield part;
  }
}
