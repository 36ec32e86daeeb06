import type { PrismaService } from '../platform/database/prisma.js';

// A week, which is much longer than any run and limits a run that hangs.
const LONGEST_RUN_MS = 7 * 86_400_000;
// Equal to the wait limit of the pool.
const CONNECTION_WAIT_MS = 5_000;

/**
 * Runs `work` as the only run of the job on this database. The claim is an advisory lock in a transaction that stays open for
 * the whole run and does nothing else, so the lock ends with the transaction or the connection of a killed server. The work
 * uses other connections.
 *
 * @param work gets a function that throws if the claim was lost together with its connection
 * @returns undefined if another run has the claim
 */
export function runExclusively<Result>(
  prisma: PrismaService,
  work: (checkClaim: () => Promise<void>) => Promise<Result>,
): Promise<Result | undefined> {
  return prisma.$transaction(
    async (claim) => {
      // This connection is idle between batches, so the timeout of the pool for forgotten transactions must not apply.
      await claim.$executeRaw`SET LOCAL idle_in_transaction_session_timeout = 0`;
      const [answer] = await claim.$queryRaw<{ ours: boolean }[]>`
        SELECT pg_try_advisory_xact_lock(hashtextextended('skilltrace: flag stale skills', 0)) AS ours`;
      if (!answer?.ours) return undefined;
      return work(async () => {
        await claim.$queryRaw`SELECT 1`;
      });
    },
    { maxWait: CONNECTION_WAIT_MS, timeout: LONGEST_RUN_MS },
  );
}
