import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits this long for an answer of the database. If the process itself was blocked, its timers fire before it reads from its
 * sockets. The two extra turns let an answer that has already arrived win the race.
 */
export async function answerTimeout(milliseconds: number): Promise<void> {
  await sleep(milliseconds, undefined, { ref: false });
  await nextTurn();
  await nextTurn();
}
