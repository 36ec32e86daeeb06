import type { Connection, Transaction } from '../platform/database/connection.js';
import { one } from '../platform/database/one.js';
import type { LedgerCheck } from './ledger-check.js';
import { ledgerChecks } from './verify-ledger-checks.js';

export interface CheckedRule {
  name: string;
  rule: string;
  /** Rows that the rule speaks about. */
  examined: number;
  violations: number;
  /** Up to five of the violations, by id. */
  samples: string[];
}

/** Numbers that belong to the picture and break no rule. */
export interface LedgerFacts {
  signals: number;
  people: number;
  progressUpdates: number;
  /** Signals that the ledger learned of more than a day after the work: imported history. */
  importedSignals: number;
  /** Updates without a signal on projects that declare skills today: posted while the scope was empty. */
  updatesWithoutSignals: number;
}

export interface LedgerVerification {
  ok: boolean;
  violations: number;
  checks: CheckedRule[];
  facts: LedgerFacts;
}

const FACTS = `
  SELECT (SELECT count(*) FROM user_skill_signals) AS signals,
         (SELECT count(*) FROM (SELECT DISTINCT user_id FROM user_skill_signals) people) AS people,
         (SELECT count(*) FROM progress_updates) AS "progressUpdates",
         (SELECT count(*) FROM user_skill_signals WHERE recorded_at > created_at + interval '1 day') AS "importedSignals",
         (SELECT count(*) FROM progress_updates u
           WHERE EXISTS (SELECT FROM project_skills ps WHERE ps.project_id = u.project_id)
             AND NOT EXISTS (SELECT FROM user_skill_signals s WHERE s.user_id = u.user_id AND s.source_type = 'update' AND s.source_id = u.id)
         ) AS "updatesWithoutSignals"`;

/**
 * Checks every rule of the two ledgers over the whole database, in one snapshot: work that goes on beside it neither
 * disturbs it nor is disturbed. Reads only.
 *
 * @param connection the pool, not an open transaction: the snapshot has to begin here
 */
export async function verifyLedger(
  connection: Connection,
  options: { onProgress?: (done: number, of: number) => void } = {},
): Promise<LedgerVerification> {
  return connection.transaction(async (transaction) => {
    await transaction.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    // Ten million signals take longer than the minute that is otherwise enough for everything.
    await transaction.query('SET LOCAL statement_timeout = 0');
    const checks: CheckedRule[] = [];
    for (const check of ledgerChecks) {
      options.onProgress?.(checks.length, ledgerChecks.length);
      checks.push(await run(transaction, check));
    }
    const facts = one(await transaction.query<LedgerFacts & Record<string, number>>(FACTS));
    options.onProgress?.(checks.length, ledgerChecks.length);
    const violations = checks.reduce((sum, check) => sum + check.violations, 0);
    return { ok: violations === 0, violations, checks, facts };
  });
}

async function run(transaction: Transaction, { name, rule, examined, violations }: LedgerCheck): Promise<CheckedRule> {
  const found = one(
    await transaction.query<{ examined: number; violations: number; samples: string[] }>(`
    WITH broken AS MATERIALIZED (${violations})
    SELECT (${examined})::bigint AS examined, (SELECT count(*) FROM broken) AS violations,
           ARRAY(SELECT sample::text FROM broken ORDER BY sample LIMIT 5) AS samples`),
  );
  return { name, rule, ...found };
}
