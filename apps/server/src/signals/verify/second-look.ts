import type { Connection } from '../../platform/database/connection.js';
import { untilWorkersCommitted } from '../checkpoints/until-workers-committed.js';
import type { CheckedRule, LedgerCheck } from './ledger-check.js';

/** A rule that is broken more often than this is not compared: work in progress does not do that. */
export const MOST_COMPARED = 10_000;

interface SecondLook {
  /** The result of each rule, with up to `MOST_COMPARED` samples. */
  first: readonly CheckedRule[];
  checks: readonly LedgerCheck[];
  /** Checks a rule in its own transaction. */
  look: (check: LedgerCheck) => Promise<CheckedRule>;
}

/**
 * The nodes of a spread ledger show slightly different moments to the same statement, so an update that is being posted may seem to lack its key. A violation
 * therefore counts only if a later transaction finds it too.
 */
export async function lookAgain(connection: Connection, { first, checks, look }: SecondLook): Promise<CheckedRule[]> {
  const doubtful = new Map(
    checks.flatMap((check) => {
      const found = first.find(({ name, rule }) => name === check.name && rule === check.rule);
      return found && found.violations > 0 && found.violations <= MOST_COMPARED ? [[found, check] as const] : [];
    }),
  );
  if (doubtful.size > 0) await connection.transaction(untilWorkersCommitted);
  const results: CheckedRule[] = [];
  for (const found of first) {
    const check = doubtful.get(found);
    results.push(check ? foundTwice(found, await look(check)) : found);
  }
  return results;
}

function foundTwice(first: CheckedRule, second: CheckedRule): CheckedRule {
  if (second.rule !== first.rule || second.violations > MOST_COMPARED) return second;
  const before = new Set(first.samples);
  const samples = second.samples.filter((sample) => before.has(sample));
  return { ...second, samples, violations: samples.length };
}
