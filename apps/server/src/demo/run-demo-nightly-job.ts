import type { Database } from '../platform/database/database.js';
import { PrismaService } from '../platform/database/prisma.js';
import { StaleSkillFlaggingService } from '../stale-skill-flagging/stale-skill-flagging.service.js';

/**
 * Runs the nightly job once, so that the inbox of the demo's Tech Lead is filled before midnight. The job uses its own
 * transactions, so it runs after the load. Running it again changes nothing, so every start runs it. This also covers a start
 * that was killed between the load and the job. If it fails, the next nightly job does the work.
 *
 * @param now validations that are stale at this moment are flagged
 */
export async function runDemoNightlyJob(database: Database, now: Date, log: (message: string) => void): Promise<void> {
  try {
    const outcome = await new StaleSkillFlaggingService(new PrismaService(database)).flagStaleSkills(now, { log: () => {} });
    if (outcome.ran && outcome.suggestionsCreated > 0) log(`flagged ${outcome.suggestionsCreated} stale skills in the demo organization`);
  } catch (error) {
    log(`could not flag the stale skills of the demo organization; the nightly job will do it: ${String(error)}`);
  }
}
