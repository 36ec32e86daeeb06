import type { Database } from '../platform/database/database.js';
import { PrismaService } from '../platform/database/prisma.js';
import { StaleSkillFlaggingService } from '../stale-skill-flagging/stale-skill-flagging.service.js';

/**
 * Runs the nightly job once: a demo is looked at by day, and a Tech Lead's inbox is not to wait for midnight. It works in
 * transactions of its own, so it comes after the load. Again it changes nothing, so every start may run it, and the
 * start after one that was killed between the load and this completes the story. What fails, midnight does.
 *
 * @param now validations that are stale at this moment are flagged
 */
export async function runDemoNight(database: Database, now: Date, log: (message: string) => void): Promise<void> {
  try {
    const outcome = await new StaleSkillFlaggingService(new PrismaService(database)).flagStaleSkills(now, { log: () => {} });
    if (outcome.ran && outcome.suggestionsCreated > 0) log(`flagged ${outcome.suggestionsCreated} stale skills of the demo organization`);
  } catch (error) {
    log(`could not flag the stale skills of the demo organization; the nightly job will: ${String(error)}`);
  }
}
