import type { History } from '../torture/history.js';
import type { Random } from '../torture/random.js';

export interface Answer {
  asked: number;
  /** Infinity if no answer arrived. */
  answered: number;
  /** 0 if no answer arrived. */
  status: number;
  /** The `code` of a problem document. */
  code: string;
  body: any;
  /** Whether the request was sent more than once with the same key. */
  isRepeated?: boolean;
}

export type Ask = (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH',
  path: string,
  options: { token: string; body?: unknown; lines?: readonly object[]; mayBeCut?: boolean },
) => Promise<Answer>;

/** Receives problems that the clients notice themselves, which no history can explain. */
export interface Complaints {
  violated(rule: string, detail: unknown): void;
}

/**
 * A client of servers that share a database. It randomly disconnects before an answer arrives. A POST with an
 * Idempotency-Key is then repeated, to any of the servers, until it is answered. Some requests are sent twice
 * simultaneously.
 */
export function makeClient(name: string, urls: readonly string[], random: Random, history: History, complaints: Complaints): Ask {
  let asked = 0;
  const send = async (url: string, init: RequestInit, cutAfter?: number): Promise<{ status: number; body: any }> => {
    const signal = cutAfter === undefined ? undefined : AbortSignal.timeout(cutAfter);
    try {
      const response = await fetch(url, { ...init, signal });
      const text = await response.text();
      return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text };
    } catch (error) {
      if (cutAfter !== undefined) return { status: 0, body: {} };
      throw error;
    }
  };

  return async (method, path, { token, body, lines, mayBeCut = true }) => {
    const key = method === 'POST' && random.chance(0.3) ? `${random.seed} ${(asked += 1)}` : undefined;
    // A PATCH or PUT creates no row from which to see whether it happened, so only a POST is cut off.
    const isCut = mayBeCut && method === 'POST' && random.chance(key === undefined ? 0.06 : 0.4);
    const isDoubled = key !== undefined && !isCut && random.chance(0.5);
    const init: RequestInit = {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(lines ? { 'content-type': 'application/x-ndjson' } : body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      body: lines ? lines.map((line) => JSON.stringify(line)).join('\n') : body === undefined ? undefined : JSON.stringify(body),
    };
    const anyUrl = () => `${random.pick(urls)}${path}`;
    const start = performance.now();
    let answer = await send(anyUrl(), init, isCut ? random.between(1, 25) : undefined);
    const isRepeated = isDoubled || (key !== undefined && answer.status === 0);
    if (isRepeated) {
      const others = await Promise.all(isDoubled ? [send(anyUrl(), init), send(anyUrl(), init)] : [send(anyUrl(), init)]);
      const [again] = others;
      if (answer.status === 0 && again) answer = again;
      for (const other of others) {
        // A failed request stores nothing under its key, so the next one does the work again. A former member is rejected
        // before the key is checked.
        const isNone = (status: number) => status === 503 || status === 401;
        if (isNone(answer.status) || isNone(other.status)) answer = isNone(other.status) ? answer : other;
        else if (other.status !== answer.status || JSON.stringify(other.body) !== JSON.stringify(answer.body))
          complaints.violated('requests with the same key get the same answer', { path, body, answer, other });
      }
    }
    const result: Answer = {
      asked: start,
      answered: answer.status === 0 ? Infinity : performance.now(),
      status: answer.status,
      code: String(answer.body?.code ?? ''),
      body: answer.body,
      isRepeated,
    };
    if (result.status >= 500 && result.status !== 503)
      complaints.violated('no request fails with a server error', { method, path, body, result });
    if (method !== 'GET')
      history.note(`${method} ${path}`, {
        client: name,
        ...(key ? { key } : {}),
        sent: lines ?? body,
        status: result.status,
        answer: result.body,
      });
    return result;
  };
}
