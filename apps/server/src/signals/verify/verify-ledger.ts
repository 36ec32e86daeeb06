import type { Connection, Transaction } from '../../platform/database/connection.js';
import { singleRow } from '../../platform/database/single-row.js';
import type { Difference } from '../checkpoints/compare-parts.js';
import { isRoot, referenceInDatabase, referenceInFile } from '../checkpoints/reference.js';
import { verifyAgainst, verifyChain, verifyStored } from '../checkpoints/verify-against.js';
import type { CheckedRule, LedgerCheck } from './ledger-check.js';
import { ledgerChecks } from './ledger-checks.js';
import { lookAgain, MOST_COMPARED } from './second-look.js';
import { shardChecks } from './shard-checks.js';
import { isSpread } from './spread-schema.js';
import { verifySchema } from './verify-schema.js';

/** Numbers for information. They violate no rule. */
export interface LedgerFacts {
  signals: number;
  people: number;
  progressUpdates: number;
  /** Signals that were recorded more than a day after the work, from imported history. */
  importedSignals: number;
  /** Updates without signals on projects that now declare skills. They were posted while no skills were declared. */
  updatesWithoutSignals: number;
  /** Logins with the role of the server or its analytics that may connect to this database, as the installation chose them. */
  logins: string[];
}

/** The checkpoint that the ledger was compared with. */
export interface VerifiedCheckpoint {
  id: number;
  takenAt: string;
  root: string;
  from: 'file' | 'database';
  /** The people and days with differences. */
  differences: Difference[];
}

export interface LedgerVerification {
  ok: boolean;
  violations: number;
  checks: CheckedRule[];
  /** Undefined if there is no checkpoint yet. */
  checkpoint: VerifiedCheckpoint | undefined;
  facts: LedgerFacts;
}

export interface VerifyLedgerOptions {
  /** An external checkpoint: its file path or its printed root. Otherwise the newest stored checkpoint is used. */
  against?: string;
  onProgress?: (done: number, of: number) => void;
}

const FACTS = `
  SELECT (SELECT count(*) FROM user_skill_signals) AS signals,
         (SELECT count(*) FROM (SELECT DISTINCT user_id FROM user_skill_signals) people) AS people,
         (SELECT count(*) FROM progress_updates) AS "progressUpdates",
         (SELECT count(*) FROM user_skill_signals WHERE recorded_at > created_at + interval '1 day') AS "importedSignals",
         (SELECT count(*) FROM progress_updates u
           WHERE EXISTS (SELECT FROM project_skills ps WHERE ps.project_id = u.project_id)
             AND NOT EXISTS (SELECT FROM user_skill_signals s WHERE s.user_id = u.user_id AND s.source_type = 'update' AND s.source_id = u.id)
         ) AS "updatesWithoutSignals",
         ARRAY(SELECT DISTINCT r.rolname::text FROM pg_roles r JOIN pg_auth_members m ON m.member = r.oid
                WHERE r.rolcanlogin AND m.roleid IN (SELECT oid FROM pg_roles WHERE rolname IN ('skilltrace_server', 'skilltrace_reader'))
                  AND has_database_privilege(r.oid, current_database(), 'CONNECT')
                ORDER BY 1) AS logins`;

const MOST_SAMPLES = 5;
const SNAPSHOT = 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY';
const NO_FACTS: LedgerFacts = { signals: 0, people: 0, progressUpdates: 0, importedSignals: 0, updatesWithoutSignals: 0, logins: [] };

// PostgreSQL's own functions come first, temporary tables last, and rows hidden by a policy cause an error.
const SETTINGS = 'SET LOCAL search_path = pg_catalog, public, pg_temp; SET LOCAL row_security = off; SET LOCAL statement_timeout = 0';

/**
 * Checks all rules of the two ledgers on the whole database in one snapshot, compares the schema with the shipped one, and
 * compares the recorded data with a checkpoint. Does not block concurrent work. Reads only. On a spread ledger, it checks broken rules a second time.
 *
 * @param connection the pool, not an open transaction, because the snapshot must start here
 * @throws CheckpointFileError if `against` is the path of a file that is not a complete checkpoint
 */
export async function verifyLedger(connection: Connection, options: VerifyLedgerOptions = {}): Promise<LedgerVerification> {
  const { against, onProgress } = options;
  const outside = against === undefined || isRoot(against) ? undefined : await referenceInFile(against);
  let isLookedAtAgain = false;
  const verification = await connection.transaction(async (transaction) => {
    await transaction.query(SNAPSHOT);
    isLookedAtAgain = await isSpread(transaction);
    const checksHere = isLookedAtAgain ? [...ledgerChecks, ...shardChecks] : ledgerChecks;
    const steps: { name: string; work: () => Promise<CheckedRule[]> }[] = checksHere.map((check) => ({
      name: check.name,
      work: async () => [await run(transaction, check)],
    }));
    let checkpoint: VerifiedCheckpoint | undefined;
    steps.push(
      { name: 'schema-as-shipped', work: async () => [await verifySchema(transaction)] },
      { name: 'checkpoints-chained', work: async () => [await verifyChain(transaction)] },
      {
        name: 'checkpoint',
        work: async () => {
          const root = against === undefined ? undefined : (outside?.checkpoint.root ?? against);
          const stored = root === undefined ? [] : [await verifyStored(transaction, root)];
          const reference = outside ?? (await referenceInDatabase(transaction, root));
          if (!reference) return stored;
          const { checks, differences } = await verifyAgainst(transaction, reference);
          const { id, takenAt } = reference.checkpoint;
          checkpoint = { id, takenAt, root: reference.checkpoint.root, from: reference.from, differences };
          return [...stored, ...checks];
        },
      },
    );
    const checks: CheckedRule[] = [];
    for (const [index, { name, work }] of steps.entries()) {
      onProgress?.(index, steps.length);
      checks.push(...(await orBroken(transaction, name, work)));
    }
    const facts = { ...NO_FACTS };
    checks.push(
      ...(await orBroken(transaction, 'facts', async () => {
        Object.assign(facts, singleRow(await transaction.query<LedgerFacts & Record<string, unknown>>(FACTS)));
        return [];
      })),
    );
    onProgress?.(steps.length, steps.length);
    return { checks, checkpoint, facts };
  });
  const look = (check: LedgerCheck) =>
    connection.transaction(async (transaction) => {
      await transaction.query(SNAPSHOT);
      return singleRow(await orBroken(transaction, check.name, async () => [await run(transaction, check)]));
    });
  const found = isLookedAtAgain
    ? await lookAgain(connection, { first: verification.checks, checks: [...ledgerChecks, ...shardChecks], look })
    : verification.checks;
  const checks = found.map((check) => ({ ...check, samples: check.samples.slice(0, MOST_SAMPLES) }));
  const violations = checks.reduce((sum, check) => sum + check.violations, 0);
  return { ...verification, ok: violations === 0, violations, checks };
}

/** A rule that cannot be checked, because a table is missing or a policy hides rows, counts as violated. */
async function orBroken(transaction: Transaction, name: string, work: () => Promise<CheckedRule[]>): Promise<CheckedRule[]> {
  await transaction.query(`SAVEPOINT checking; ${SETTINGS}`);
  try {
    const checks = await work();
    await transaction.query('RELEASE SAVEPOINT checking');
    return checks;
  } catch (error) {
    await transaction.query('ROLLBACK TO SAVEPOINT checking');
    const message = error instanceof Error ? error.message : String(error);
    return [{ name, rule: 'the rule can be checked', examined: 0, violations: 1, samples: [`could not be checked: ${message}`] }];
  }
}

async function run(transaction: Transaction, { name, rule, examined, violations }: LedgerCheck): Promise<CheckedRule> {
  const found = singleRow(
    await transaction.query<{ examined: number; violations: number; samples: string[] }>(`
    WITH broken AS MATERIALIZED (${violations})
    SELECT (${examined})::bigint AS examined, (SELECT count(*) FROM broken) AS violations,
           ARRAY(SELECT sample::text FROM broken ORDER BY sample LIMIT ${MOST_COMPARED}) AS samples`),
  );
  return { name, rule, ...found };
}
