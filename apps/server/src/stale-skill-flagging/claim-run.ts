import type { PrismaService } from '../platform/database/prisma.js';

// A week: far beyond any run, and a bound for one that hangs.
const LONGEST_RUN_MS = 7 * 86_400_000;
// As long as the pool itself waits.
const CONNECTION_WAIT_MS = 5_000;

/**
 * Does `work` as the only run of the job on this database. The claim is an advisory lock of a transaction that is open for
 * as long, and does nothing else: it goes with the transaction, and with the connection of a server that is killed.
 * The work itself runs on other connections.
 *
 * @param work gets a check that throws where the claim is lost, with its connection
 * @returns undefined where another run has the claim
 */
export function asOnlyRun<Result>(
  prisma: PrismaService,
  work: (checkClaim: () => Promise<void>) => Promise<Result>,
): Promise<Result | undefined> {
  return prisma.$transaction(
    async (claim) => {
      // Between two batches this connection is idle on purpose; the pool's limit is for transactions that were forgotten.
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
