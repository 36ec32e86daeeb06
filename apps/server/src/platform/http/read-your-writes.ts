import { Injectable } from '@nestjs/common';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import type { LaggingConnection } from '../database/connection.js';
import { Standbys } from '../database/standbys/standbys.js';

const HEADER = 'skilltrace-position';
const COOKIE = 'skilltrace.position';
/** Longer than the interval between two looks at a standby. */
const MARGIN_S = 10;

/**
 * Lets people see what they have just written, although reads may go to a standby. The response to a write names a position of the
 * write-ahead log, in a header for programs and in a cookie for browsers, and they send it back to whichever server they reach next. Each
 * server also remembers it for the person. A standby answers only if it has replayed that position.
 *
 * A position is needed only until every standby that may be used has replayed it, which is the largest allowed lag.
 */
@Injectable()
export class ReadYourWrites {
  private readonly ofPeople = new Map<number, { position: number; until: number }>();
  private readonly isSecure: boolean;
  private readonly neededForS: number;

  constructor(
    private readonly standbys: Standbys,
    { publicUrl, databaseReadMaxLag }: Config,
  ) {
    this.isSecure = publicUrl.startsWith('https:');
    this.neededForS = databaseReadMaxLag + MARGIN_S;
  }

  /** Must be called before any route is registered. Costs nothing without standbys. */
  announcePositions(fastify: FastifyInstance): void {
    if (this.standbys.all.length === 0) return;
    fastify.addHook('onSend', async ({ method, caller }, reply) => {
      if (!caller || method === 'GET' || method === 'HEAD') return;
      const position = this.remember(caller.profileId, await this.standbys.positionNow());
      void reply.header(HEADER, String(position));
      if (caller.via === 'session') void reply.header('set-cookie', this.cookieWith(position));
    });
  }

  /**
   * Returns the connection for the reads of a request: a standby that has everything the caller has written, or the primary.
   *
   * @param signal for large reads, which end when it aborts
   */
  connectionFor(request: FastifyRequest, signal?: AbortSignal): LaggingConnection {
    const { asOf } = request.query as { asOf?: string };
    const needs = {
      position: this.positionOf(request),
      // An unreadable time is never reached, so the primary rejects it.
      asOf: asOf === undefined ? undefined : Date.parse(asOf),
    };
    return this.standbys.with(needs, signal);
  }

  private positionOf({ headers, caller }: FastifyRequest): number {
    if (this.standbys.all.length === 0) return 0;
    const own = caller && this.ofPeople.get(caller.profileId);
    const cookie = headers.cookie === undefined ? undefined : parseCookie(headers.cookie)[this.cookieName];
    return Math.max(own?.position ?? 0, readPosition(headers[HEADER]), readPosition(cookie));
  }

  /** @returns the highest position of the person, because simultaneous writes can end in any order */
  private remember(profileId: number, ofWrite: number): number {
    const now = performance.now();
    // The map is in the order of the writes.
    for (const [id, { until }] of this.ofPeople) {
      if (until > now) break;
      this.ofPeople.delete(id);
    }
    const position = Math.max(ofWrite, this.ofPeople.get(profileId)?.position ?? 0);
    this.ofPeople.delete(profileId);
    this.ofPeople.set(profileId, { position, until: now + this.neededForS * 1000 });
    return position;
  }

  private cookieWith(position: number): string {
    const attributes = { httpOnly: true, sameSite: 'lax', path: '/', secure: this.isSecure, maxAge: this.neededForS } as const;
    return stringifySetCookie({ ...attributes, name: this.cookieName, value: String(position) });
  }

  private get cookieName(): string {
    return this.isSecure ? `__Host-${COOKIE}` : COOKIE;
  }
}

/** A forged position can only send the reads of its sender to the primary, or show them less of their own writes. */
function readPosition(value: unknown): number {
  return typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : 0;
}
