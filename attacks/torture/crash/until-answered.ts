import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, NoAnswer } from '../ask.js';

const PATIENCE_MS = 180_000;
// The pause grows, so that waiting clients leave the processor to the recovering server.
const FIRST_PAUSE_MS = 30;
const LONGEST_PAUSE_MS = 500;

/** Repeats a request until it gets an answer other than 503, as a careful client does. */
export async function untilAnswered(
  send: () => Promise<Answer | NoAnswer>,
  onRetry: (answer: Answer | NoAnswer) => void = () => {},
): Promise<{ answer: Answer; attempts: number }> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (let attempts = 1; ; attempts += 1) {
    const answer = await send();
    if (answer.status !== 'none' && answer.status !== 503) return { answer, attempts };
    onRetry(answer);
    if (performance.now() > giveUpAt) throw new Error(`no answer in ${PATIENCE_MS / 1000} s; the last result: ${JSON.stringify(answer)}`);
    await sleep(Math.min(FIRST_PAUSE_MS * 1.5 ** attempts, LONGEST_PAUSE_MS));
  }
}

export const pause = (milliseconds: number): Promise<void> => sleep(milliseconds);
