import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { BrowserSessions } from '../auth/browser-sessions.js';

/** A slow or unreachable database delays a page by at most this time. The page then asks for the session itself and shows any error. */
const PATIENCE_MS = 250;

/** The session to write into a page: no session, a session with the response of `/api/session`, or unknown. */
export type PageSession = { is: 'none' } | { is: 'unknown' } | { is: 'known'; session: string; cookies: string[] };

/**
 * Looks up the session with the same request that the page would send once its code has loaded, so that all rules and limits apply.
 * Without a cookie with a valid signature, no request is made.
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
