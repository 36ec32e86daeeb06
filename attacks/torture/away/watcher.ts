import { setTimeout as sleep } from 'node:timers/promises';
import { ask, bodyOf, type Question } from '../ask.js';
import type { Context } from '../context.js';

/**
 * Asks one thing over and over. Whatever happens to the database, there is an answer: the right one, or 503 with Retry-After.
 *
 * @returns how many of the answers were refusals
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
    if (answer.status === 'none') context.violated('whatever happens to the database, requests are answered', { question, answer });
    else if (answer.status === 503) {
      counts.refused += 1;
      const tells =
        Number(answer.headers.get('retry-after')) > 0 && (question.path === '/readyz' || bodyOf(answer)?.code === 'UNAVAILABLE');
      context.expect(tells, 'a refusal says when to come back, and why', { question, text: answer.text });
    } else
      context.expect(answer.status < 300, 'an answer is the right one or a 503', { question, status: answer.status, text: answer.text });
    await sleep(50);
  }
  return counts;
}
