import { Prisma } from '../generated/prisma/client.js';
import type { PrismaService } from '../platform/database/prisma.js';
import { sqlState } from '../platform/errors/sqlstate.js';

// The wait limit equals that of the pool. The timeout is longer than the statement timeout, so that the error comes from the
// database. Prisma's defaults of 2 and 5 seconds are meant for requests.
const CONNECTION_WAIT_MS = 5_000;
const BATCH_TIMEOUT_MS = 120_000;

const MOST_ATTEMPTS = 3;
const SKILL_MERGED = 'SK454';
const ALREADY_PENDING = '23505';

/** People with ids greater than `after`, up to and including `upTo`. */
export interface Batch {
  after: bigint;
  upTo: bigint;
}

export interface BatchFigures {
  employeesProcessed: number;
  coreStackSkills: number;
  excludedInactive: number;
  staleSkills: number;
  suggestionsCreated: number;
}

/**
 * Flags stale skills in one batch of people, with one statement that counts and inserts, in a separate transaction. Skips
 * pending suggestions, even if they are being inserted concurrently. A dry run counts what would be inserted, in a read-only
 * transaction.
 *
 * @param staleBefore validations before this time are stale
 */
export async function flagBatch(prisma: PrismaService, batch: Batch, staleBefore: Date, dryRun: boolean): Promise<BatchFigures> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await flagOnce(prisma, batch, staleBefore, dryRun ? 'count' : attempt === 1 ? 'insert' : 'insert unless pending');
    } catch (error) {
      // Since the snapshot, a skill was merged into another one, which the batch then flags, or a suggestion was created.
      const isOvertaken = error instanceof OvertakenError || [SKILL_MERGED, ALREADY_PENDING].includes(sqlState(error) ?? '');
      if (!isOvertaken || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

/** A decision was made between the snapshot of the batch and its insert. The batch is rolled back. */
class OvertakenError extends Error {}

type Mode = 'count' | keyof typeof INSERTED;

async function flagOnce(prisma: PrismaService, batch: Batch, staleBefore: Date, mode: Mode): Promise<BatchFigures> {
  return prisma.$transaction(
    async (transaction) => {
      // After an import, or with outdated statistics, the planner expects only a few rows per batch and uses nested loops: 17 s
      // instead of 0.5 s for 5,000 people. Hash joins are fast for any number of rows.
      await transaction.$queryRaw`
        SELECT set_config('enable_nestloop', 'off', true), set_config('transaction_read_only', ${mode === 'count' ? 'on' : 'off'}, true)`;
      const [found] = await transaction.$queryRaw<(BatchFigures & { snapshot: string })[]>(flagging(batch, staleBefore, mode));
      if (!found) throw new Error('the statement of a batch must return one row');
      const { snapshot, ...figures } = found;
      if (mode !== 'count' && figures.suggestionsCreated > 0) {
        const overtaken = await transaction.$queryRaw<unknown[]>(flaggedButNoLongerStale(batch, staleBefore, snapshot));
        if (overtaken.length > 0) throw new OvertakenError('decisions were repeatedly made while the batch was being flagged');
      }
      return figures;
    },
    { maxWait: CONNECTION_WAIT_MS, timeout: BATCH_TIMEOUT_MS },
  );
}

/** The id range for each table in the statement, so that each table is read by index and not completely. */
function within(profileId: string, { after, upTo }: Batch): Prisma.Sql {
  return Prisma.sql`${Prisma.raw(profileId)} > ${after}::bigint AND ${Prisma.raw(profileId)} <= ${upTo}::bigint`;
}

function flagging(batch: Batch, staleBefore: Date, mode: Mode): Prisma.Sql {
  return Prisma.sql`
    WITH active AS MATERIALIZED (
      SELECT a.profile_id FROM active_assignments a WHERE ${within('a.profile_id', batch)}
    ), validated AS MATERIALIZED (
      SELECT e.profile_id, e.skill_id, e.proficiency_level, s.is_active,
             s.is_active AND e.last_validated_at < ${staleBefore.toISOString()}::timestamptz AS is_stale
        FROM employee_skills e JOIN skills s ON s.id = e.skill_id
       WHERE ${within('e.profile_id', batch)}
         AND EXISTS (SELECT FROM core_stack c
                      WHERE ${within('c.profile_id', batch)} AND c.profile_id = e.profile_id AND c.skill_id = e.skill_id)
    ), flags AS MATERIALIZED (
      SELECT c.profile_id, c.skill_id, c.proficiency_level
        FROM validated c
       WHERE c.is_stale
         AND NOT EXISTS (SELECT FROM suggestions g
                          WHERE ${within('g.profile_id', batch)}
                            AND g.profile_id = c.profile_id AND g.skill_id = c.skill_id AND g.status = 'PENDING')
    )${mode === 'count' ? Prisma.empty : INSERTED[mode]}
    SELECT (SELECT count(DISTINCT profile_id)::int FROM active) AS "employeesProcessed",
           count(*)::int AS "coreStackSkills",
           (count(*) FILTER (WHERE NOT is_active))::int AS "excludedInactive",
           (count(*) FILTER (WHERE is_stale))::int AS "staleSkills",
           (SELECT count(*)::int FROM ${Prisma.raw(mode === 'count' ? 'flags' : 'inserted')}) AS "suggestionsCreated",
           pg_current_snapshot()::text AS snapshot
      FROM validated`;
}

// The partial unique index prevents duplicates: a suggestion that is created concurrently stays unchanged. ON CONFLICT makes the statement
// a twelfth slower, so only a batch that was overtaken uses it. Inserts are ordered, so that two runs without a claim wait for each other
// and do not deadlock.
const inserted = (onConflict: Prisma.Sql) => Prisma.sql`, inserted AS (
      INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source)
      SELECT profile_id, skill_id, proficiency_level, 'SYSTEM_FLAG' FROM flags ORDER BY profile_id, skill_id
      ${onConflict}
      RETURNING 1
    )`;
const INSERTED = {
  insert: inserted(Prisma.empty),
  'insert unless pending': inserted(Prisma.sql`ON CONFLICT (profile_id, skill_id) WHERE status = 'PENDING' DO NOTHING`),
};

// The insert may wait for a person who reports a skill that is then approved, and continues when the skill is neither pending
// nor stale any more. A later statement sees this. After the insert, no other suggestion for that person and skill can be
// created. While the snapshot is still the same, no other transaction has committed, so there is nothing to see: that saves a twelfth of a quiet night.
function flaggedButNoLongerStale(batch: Batch, staleBefore: Date, snapshot: string): Prisma.Sql {
  return Prisma.sql`
    SELECT g.id FROM suggestions g
     WHERE pg_current_snapshot()::text <> ${snapshot}
       AND ${within('g.profile_id', batch)} AND g.status = 'PENDING' AND g.xmin = pg_current_xact_id()::xid
       AND NOT EXISTS (SELECT FROM employee_skills e
                        WHERE ${within('e.profile_id', batch)} AND e.profile_id = g.profile_id AND e.skill_id = g.skill_id
                          AND e.last_validated_at < ${staleBefore.toISOString()}::timestamptz)
     LIMIT 1`;
}
