import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { BrowserSessions } from '../auth/browser-sessions.js';

/** A page is not held up for longer by a database that is slow or away: it asks itself then, and shows what is wrong. */
const PATIENCE_MS = 250;

/** What a page can be told of who opens it: nobody, somebody with the answer of `/api/session`, or nothing. */
export type PageSession = { is: 'none' } | { is: 'unknown' } | { is: 'known'; session: string; cookies: string[] };

/**
 * Asks for the session as the page would as soon as its code is there, and by the same way: through every rule and limit.
 * Without a cookie that bears our signature nothing is asked.
 */
export async function pageSession(fastify: FastifyInstance, sessions: BrowserSessions, request: FastifyRequest): Promise<PageSession> {
  const { cookie, host } = request.headers;
  if (cookie === undefined || sessions.tokenOf(cookie) === undefined) return { is: 'none' };
  const answer = await Promise.race([
    fastify.inject({ method: 'GET', url: '/api/session', headers: { cookie, host }, remoteAddress: request.ip }),
    sleep(PATIENCE_MS, undefined, { ref: false }),
  ]);
  if (answer?.statusCode === 401) return { is: 'none' };
  if (answer?.statusCode !== 200) return { is: 'unknown' };
  return { is: 'known', session: answer.payload, cookies: [answer.headers['set-cookie'] ?? []].flat() };
}
