import { setTimeout as sleep } from 'node:timers/promises';
import { ask, bodyOf, type Question } from '../ask.js';
import type { Context } from '../context.js';

/**
 * Sends the same request repeatedly. Each must get the correct answer or a 503 with Retry-After, regardless of the
 * state of the database.
 *
 * @returns the number of requests, and how many of them got a 503
 */
export async function watch(
  context: Context,
  server: string,
  question: Question,
  isOver: () => boolean,
): Promise<{ asked: number; refused: number }> {
  const counts = { asked: 0, refused: 0 };
  while (!isOver()) {
    const answer = await ask(server, { ...question, patienceMs: 60_000 });
    counts.asked += 1;
    if (answer.status === 'none') context.violated('requests are answered even if the database is unusable', { question, answer });
    else if (answer.status === 503) {
      counts.refused += 1;
      const isComplete =
        Number(answer.headers.get('retry-after')) > 0 && (question.path === '/readyz' || bodyOf(answer)?.code === 'UNAVAILABLE');
      context.expect(isComplete, 'a 503 has Retry-After and a reason', { question, text: answer.text });
    } else context.expect(answer.status < 300, 'each answer is a success or a 503', { question, status: answer.status, text: answer.text });
    await sleep(50);
  }
  return counts;
}
