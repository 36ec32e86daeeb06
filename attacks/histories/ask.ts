import type { History } from '../torture/history.js';
import type { Random } from '../torture/random.js';

export interface Answer {
  asked: number;
  /** Infinity where nobody was told. */
  answered: number;
  /** 0 where nobody was told. */
  status: number;
  /** `code` of a problem. */
  code: string;
  body: any;
  /** Whether it was sent more than once, under its key. */
  isRepeated?: boolean;
}

export type Ask = (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH',
  path: string,
  options: { token: string; body?: unknown; lines?: readonly object[]; mayBeCut?: boolean },
) => Promise<Answer>;

/** What clients come upon that no history explains. */
export interface Complaints {
  violated(rule: string, detail: unknown): void;
}

/**
 * A client of servers that share a database. By chance it hangs up before it has an answer; a POST then comes again under
 * its Idempotency-Key, to any of the servers, until it is answered; and some are sent twice at once.
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
    // What is only changed leaves no row of its own to tell by whether it happened.
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
        // What failed kept nothing under its key, and the next one did the work anew; who left is refused before any key.
        const isNone = (status: number) => status === 503 || status === 401;
        if (isNone(answer.status) || isNone(other.status)) answer = isNone(other.status) ? answer : other;
        else if (other.status !== answer.status || JSON.stringify(other.body) !== JSON.stringify(answer.body))
          complaints.violated('the same key is answered the same', { path, body, answer, other });
      }
    }
    const told: Answer = {
      asked: start,
      answered: answer.status === 0 ? Infinity : performance.now(),
      status: answer.status,
      code: String(answer.body?.code ?? ''),
      body: answer.body,
      isRepeated,
    };
    if (told.status >= 500 && told.status !== 503) complaints.violated('no request fails on our side', { method, path, body, told });
    if (method !== 'GET')
      history.note(`${method} ${path}`, {
        client: name,
        ...(key ? { key } : {}),
        sent: lines ?? body,
        status: told.status,
        answer: told.body,
      });
    return told;
  };
}
