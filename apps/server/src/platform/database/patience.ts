import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

/**
 * How long an answer of the database is waited for. A process that was held up itself hears what came in meanwhile first:
 * its timers are due before it reads, and would tell that nobody answered.
 */
export async function patience(milliseconds: number): Promise<void> {
  await sleep(milliseconds, undefined, { ref: false });
  await nextTurn();
  await nextTurn();
}
