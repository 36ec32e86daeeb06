import { Prisma } from '../generated/prisma/client.js';
import type { PrismaService } from '../platform/database/prisma.js';

// As long as the pool itself waits; and beyond its limit for a statement, so that the database's own reason is what is told.
// Prisma's own limits, 2 and 5 seconds, are for requests.
const CONNECTION_WAIT_MS = 5_000;
const BATCH_TIMEOUT_MS = 120_000;

const MOST_ATTEMPTS = 3;

/** People by id: after `after`, up to and including `upTo`. */
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
 * Flags what is stale in one batch of people: one statement, which counts and inserts, in a transaction of its own. What
 * is pending already is passed over, also where somebody else is just inserting it. A dry run counts what would be
 * inserted, in a transaction in which the database refuses writes.
 *
 * @param staleBefore validations before this moment are stale
 */
export async function flagBatch(prisma: PrismaService, batch: Batch, staleBefore: Date, dryRun: boolean): Promise<BatchFigures> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await flagOnce(prisma, batch, staleBefore, dryRun);
    } catch (error) {
      if (!(error instanceof OvertakenError) || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

/** A decision came between the moment that the batch looked at and its insert; nothing of the batch is kept. */
class OvertakenError extends Error {}

async function flagOnce(prisma: PrismaService, batch: Batch, staleBefore: Date, dryRun: boolean): Promise<BatchFigures> {
  return prisma.$transaction(
    async (transaction) => {
      // Right after an import, and whenever its statistics lag, the planner takes a batch for a handful of rows and joins
      // them each with each: 17 s instead of 0.5 s for 5,000 people. Hashing is right here for any number of rows.
      await transaction.$queryRaw`
        SELECT set_config('enable_nestloop', 'off', true), set_config('transaction_read_only', ${dryRun ? 'on' : 'off'}, true)`;
      const [figures] = await transaction.$queryRaw<BatchFigures[]>(flagging(batch, staleBefore, dryRun));
      if (!figures) throw new Error('the statement of a batch answers with one row');
      if (!dryRun && figures.suggestionsCreated > 0) {
        const overtaken = await transaction.$queryRaw<unknown[]>(flaggedButNoLongerStale(batch, staleBefore));
        if (overtaken.length > 0) throw new OvertakenError('decisions keep coming between the look at a batch and its flags');
      }
      return figures;
    },
    { maxWait: CONNECTION_WAIT_MS, timeout: BATCH_TIMEOUT_MS },
  );
}

/** The ids at which each table enters the statement, so that each is read by its index and no batch reads a whole one. */
function within(profileId: string, { after, upTo }: Batch): Prisma.Sql {
  return Prisma.sql`${Prisma.raw(profileId)} > ${after}::bigint AND ${Prisma.raw(profileId)} <= ${upTo}::bigint`;
}

function flagging(batch: Batch, staleBefore: Date, dryRun: boolean): Prisma.Sql {
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
    )${dryRun ? Prisma.empty : INSERTED}
    SELECT (SELECT count(DISTINCT profile_id)::int FROM active) AS "employeesProcessed",
           count(*)::int AS "coreStackSkills",
           (count(*) FILTER (WHERE NOT is_active))::int AS "excludedInactive",
           (count(*) FILTER (WHERE is_stale))::int AS "staleSkills",
           (SELECT count(*)::int FROM ${Prisma.raw(dryRun ? 'flags' : 'inserted')}) AS "suggestionsCreated"
      FROM validated`;
}

// The partial unique index has the last word: a suggestion that came up beside this statement is left as it is. In order,
// so that two runs that got past the claim wait for one another instead of each for the other.
const INSERTED = Prisma.sql`, inserted AS (
      INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source)
      SELECT profile_id, skill_id, proficiency_level, 'SYSTEM_FLAG' FROM flags ORDER BY profile_id, skill_id
      ON CONFLICT (profile_id, skill_id) WHERE status = 'PENDING' DO NOTHING
      RETURNING 1
    )`;

// The insert may wait for somebody who reports a skill and has it approved meanwhile, and goes on when that is neither
// pending nor stale any more. A later statement sees it; once inserted, no other suggestion of that pair can come up.
function flaggedButNoLongerStale(batch: Batch, staleBefore: Date): Prisma.Sql {
  return Prisma.sql`
    SELECT g.id FROM suggestions g
     WHERE ${within('g.profile_id', batch)} AND g.status = 'PENDING' AND g.xmin = pg_current_xact_id()::xid
       AND NOT EXISTS (SELECT FROM employee_skills e
                        WHERE ${within('e.profile_id', batch)} AND e.profile_id = g.profile_id AND e.skill_id = g.skill_id
                          AND e.last_validated_at < ${staleBefore.toISOString()}::timestamptz)
     LIMIT 1`;
}
