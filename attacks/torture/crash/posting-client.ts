import { ask, bodyOf, type Answer } from '../ask.js';
import type { Context } from '../context.js';
import type { Random } from '../random.js';
import { checkOwnSignals } from './own-signals.js';
import { pause, untilAnswered } from './until-answered.js';

/** An update that the server answered with 201. Times are values of `performance.now()`. */
export interface Acknowledged {
  key: string;
  id: number;
  userId: number;
  projectId: number;
  firstSentAt: number;
  answeredAt: number;
  answer: string;
}

export interface PostingClient {
  token: string;
  userId: number;
  /** The unique prefix of this client's keys. */
  prefix: string;
}

export interface Posting {
  projectIds: readonly number[];
  random: Random;
  isOver: () => boolean;
  onAnswer: () => void;
}

/**
 * Posts one update after another. Each has its own key, uses the key as its content, and is sent until it is answered. Some
 * are sent twice simultaneously, some again after their answer, and some again with another body. After some, the client reads
 * their signals.
 *
 * @returns the acknowledged updates, and how many attempts got no answer
 */
export async function keepPosting(
  context: Context,
  server: string,
  client: PostingClient,
  { projectIds, random, isOver, onAnswer }: Posting,
) {
  const acknowledged: Acknowledged[] = [];
  let unanswered = 0;
  let asked = 0;
  for (let number = 1; !isOver(); number += 1) {
    const key = `${client.prefix}-${number}`;
    const projectId = random.pick(projectIds);
    const firstSentAt = performance.now();
    const send = () => post(server, client.token, key, { projectId, content: key });
    const sendUntilAnswered = () =>
      untilAnswered(send, (answer) => {
        unanswered += 1;
        context.history.note('no answer', { key, ...(answer.status === 'none' ? { why: answer.why } : { status: answer.status }) });
      });
    const volley = random.chance(0.1) ? 2 : 1;
    const answers = (await Promise.all(Array.from({ length: volley }, sendUntilAnswered))).map(({ answer }) => answer);
    asked += volley;
    const first = answers[0] as Answer;
    onAnswer();
    const id: number | undefined = bodyOf(first)?.id;
    context.history.note('answered', { key, status: first.status, id });
    if (first.status === 201 && id !== undefined) {
      acknowledged.push({ key, id, projectId, userId: client.userId, firstSentAt, answeredAt: performance.now(), answer: kept(first) });
    } else {
      context.violated('an update by a member is eventually acknowledged', { key, status: first.status, text: first.text });
    }
    if (id !== undefined && random.chance(0.1)) {
      // Only the primary can answer immediately. Later the standby answers too.
      await pause(random.chance(0.5) ? 0 : random.between(0, 5_000));
      await checkOwnSignals(context, server, client, { id, answer: first });
    }
    if (random.chance(0.15)) answers.push((await sendUntilAnswered()).answer);
    for (const again of answers.slice(1)) {
      context.expect(kept(again) === kept(first), 'repeated answers for a key are identical', {
        key,
        first: kept(first),
        again: kept(again),
      });
    }
    if (random.chance(0.03)) {
      const { answer } = await untilAnswered(() => post(server, client.token, key, { projectId, content: `${key} but another one` }));
      context.expect(answer.status === 409, 'a key with another body is rejected', { key, status: answer.status });
    }
    await pause(random.between(0, 12));
  }
  return { acknowledged, unanswered, asked };
}

/** Sends an acknowledged update again with the same key, and checks that the answer is the same. */
export async function checkAnswerAgain(context: Context, server: string, token: string, one: Acknowledged): Promise<void> {
  const { answer } = await untilAnswered(() => post(server, token, one.key, { projectId: one.projectId, content: one.key }));
  context.expect(kept(answer) === one.answer, 'repeated answers for a key are identical', {
    key: one.key,
    first: one.answer,
    again: kept(answer),
  });
}

function post(server: string, token: string, key: string, body: { projectId: number; content: string }) {
  return ask(server, { method: 'POST', path: '/api/progress_updates', token, body, headers: { 'idempotency-key': key } });
}

/** The parts of an answer that must be identical when it is repeated. */
function kept({ status, text, headers }: Answer): string {
  return JSON.stringify([status, headers.get('content-type'), headers.get('location'), text]);
}
