import pg from 'pg';
import { ReadDatabase } from '@skilltrace/server/platform/database/read-database.js';
import { EARLIER_INDEXES } from '../before-the-index.js';
import { insertCost, type InsertCost } from '../insert-cost.js';
import { median } from '../latencies.js';
import { ledgerScansOf } from '../ledger-scans.js';
import { organizationReads, type OrganizationRead } from '../organization-reads.js';
import { seedOrganizationLedger, type SeededOrganizationLedger } from '../seed-organization-ledger.js';
import type { Workbench } from '../workbench.js';

const ROUNDS = 5;
/** The limit of the product, which answers 503 to a statement that takes longer. */
export const STATEMENT_LIMIT_MS = 60_000;
/** An earlier statement that takes longer is not measured again. */
const LONG_MS = 8_000;
const LATER_INDEXES = `
  SELECT format('DROP INDEX %I', indexname) AS drop FROM pg_indexes WHERE schemaname = 'public' AND tablename = 'user_skill_signals' AND indexname <> ALL ($1)`;
const QUERY_CANCELED = '57014';

export interface OrganizationAtSize extends SeededOrganizationLedger {
  reads: Omit<OrganizationRead & MeasuredRead, 'before' | 'now'>[];
  inserts: InsertCost;
}

interface MeasuredRead {
  /** Milliseconds of the product's read: the median, and all. */
  p50: number;
  runs: number[];
  /** The same for the statements that it sent earlier, without the indexes that it did not have. A statement that PostgreSQL stopped counts with its limit. */
  beforeP50?: number;
  beforeRuns: number[];
  /** The parts of its query plans that read the whole ledger. */
  scans: string[];
}

/**
 * Measures each read of the organization and the charts of a large project, alternately with the earlier statements, which run in a
 * transaction that drops the later indexes and is rolled back. The first run of each does not count.
 */
export async function organizationReadsAtSize(
  bench: Workbench,
  signals: number,
  log: (message: string) => void,
): Promise<OrganizationAtSize> {
  const seeded = await seedOrganizationLedger(bench.superuserUrl, signals, log);
  await bench.server.stop();
  const ledger = new ReadDatabase({ url: bench.logins.readerUrl, poolSize: 1 });
  const earlier = new pg.Client({
    connectionString: bench.superuserUrl,
    options: `-c timezone=UTC -c jit=off -c statement_timeout=${STATEMENT_LIMIT_MS}`,
  });
  await earlier.connect();
  const drops = (await earlier.query<{ drop: string }>(LATER_INDEXES, [EARLIER_INDEXES])).rows.map(({ drop }) => drop);
  const reads: OrganizationAtSize['reads'] = [];
  try {
    for (const { now, before, ...read } of organizationReads(seeded)) {
      const measured: MeasuredRead = { p50: 0, runs: [], beforeRuns: [], scans: await ledgerScansOf(ledger, now) };
      for (let round = 0; round <= ROUNDS; round += 1) {
        log(`${read.name}, ${round === 0 ? 'warming up' : `round ${round} of ${ROUNDS}`}`);
        const run = await timed(() => now(ledger));
        if (round > 0) measured.runs.push(run);
        if (!before || Math.max(0, ...measured.beforeRuns) > LONG_MS) continue;
        const beforeRun = await withoutIndexes(earlier, drops, before);
        if (round > 0) measured.beforeRuns.push(beforeRun);
      }
      const beforeP50 = before && median(measured.beforeRuns);
      reads.push({ ...read, ...measured, p50: median(measured.runs), beforeP50 });
    }
    log('posting with and without the later indexes');
    return { ...seeded, reads, inserts: await insertCost(earlier, drops) };
  } finally {
    await Promise.all([ledger.close(), earlier.end()]);
  }
}

async function withoutIndexes(
  client: pg.Client,
  drops: readonly string[],
  statements: NonNullable<OrganizationRead['before']>,
): Promise<number> {
  await client.query('BEGIN');
  try {
    for (const drop of drops) await client.query(drop);
    return await timed(async () => {
      for (const statement of statements) await client.query(statement);
    });
  } finally {
    await client.query('ROLLBACK');
  }
}

/** The duration of `work` in milliseconds, or the limit if PostgreSQL stopped a statement. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  try {
    await work();
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== QUERY_CANCELED) throw error;
    return STATEMENT_LIMIT_MS;
  }
  return performance.now() - started;
}
