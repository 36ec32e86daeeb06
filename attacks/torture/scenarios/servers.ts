import type { Context } from '../context.js';
import { verifyLedger } from '../../../apps/server/src/signals/verify/verify-ledger.js';
import { startFleet } from '../servers/fleet.js';
import { killDuringImport } from '../servers/killed-import.js';
import { concurrentJobs, killDuringJob, realMidnight } from '../servers/midnight.js';
import { expectNoLocksLeft } from '../servers/no-locks-left.js';
import { tokenRevokedElsewhere } from '../servers/revoked-token.js';
import { sameKeyOnEveryServer } from '../servers/same-key.js';
import { sharedAttemptLimit, sharedSessions } from '../servers/sign-in.js';
import { setServersStage } from '../servers/stage.js';

export const about =
  'two or four servers on one database: migrations, keys, sessions, limits, tokens and the midnight job work across them; a server killed in an import or the job leaves no locks behind';
export const oneRoundIn = 5;

/**
 * Uses two servers, and four in every third round. Every fifth round includes a real midnight, which takes as long as the
 * servers need to start.
 */
export async function run(context: Context): Promise<Record<string, number>> {
  const postgres = await context.openPostgres();
  const facts = { servers: 0, 'concurrent keys': 0, 'killed in imports': 0, 'killed in the job': 0, midnights: 0 };
  await context.eachRound(async ({ number, random }) => {
    const size = number % 3 === 0 ? 4 : 2;
    const fleet = await startFleet(context, postgres, size, random);
    const stage = await setServersStage(fleet);
    facts.servers += size;
    facts['concurrent keys'] += await sameKeyOnEveryServer(context, stage, random);
    await sharedSessions(context, stage, random);
    await sharedAttemptLimit(context, stage, random);
    await tokenRevokedElsewhere(context, stage, random);
    await concurrentJobs(context, stage);
    await killDuringJob(context, stage, random);
    facts['killed in the job'] += 1;
    const hasMidnight = number % 5 === 0;
    if (hasMidnight) await realMidnight(context, stage, random);
    facts.midnights += hasMidnight ? 1 : 0;
    // With four servers, two of them are killed one after the other.
    const kinds = size === 4 ? [true, false] : [random.chance(0.5)];
    for (const withKey of kinds) await killDuringImport(context, stage, random, withKey);
    facts['killed in imports'] += kinds.length;
    await expectNoLocksLeft(context, stage.superuserUrl, 'the whole round');
    const verification = await verifyLedger(stage.database);
    context.expect(
      verification.ok,
      '`ledger verify` is clean',
      verification.checks.filter(({ violations }) => violations > 0),
    );
    await fleet.close();
    return `${size} servers${hasMidnight ? ', a midnight' : ''}, ${kinds.map((withKey) => `one killed in an import ${withKey ? 'with' : 'without'} a key`).join(', ')}`;
  });
  return facts;
}
