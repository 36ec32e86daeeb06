import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { bearerOf, isApiToken } from './api-token.js';
import { Authenticator } from './authenticator.js';
import { BrowserSessions } from './browser-sessions.js';
import type { Caller } from './caller.js';
import { CredentialWatch } from './credential-watch.js';
import { lookUpSession, lookUpToken } from './credential-lookups.js';
import { RememberedCallers } from './remembered-callers.js';

// Only one of several simultaneous requests writes.
const NOTE_USE = `
  UPDATE auth_sessions SET updated_at = date_trunc('milliseconds', now())
   WHERE id = ANY (ARRAY(SELECT id FROM auth_sessions WHERE id = $1 AND updated_at < now() - interval '1 hour' FOR UPDATE SKIP LOCKED))`;
const PAUSE_AFTER_FAILURE_MS = 60_000;

/**
 * Identifies callers by their API token (`Authorization: Bearer`) or session cookie, with one query unless it remembers them. Records the
 * use of a session once per hour.
 */
@Injectable()
export class CredentialAuthenticator extends Authenticator implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly remembered = new RememberedCallers<Caller>();
  private readonly watch: CredentialWatch;
  private notesUsesFrom = 0;

  constructor(
    private readonly database: Database,
    private readonly sessions: BrowserSessions,
    private readonly config: Config,
  ) {
    super();
    this.watch = new CredentialWatch(database, this.remembered);
  }

  onApplicationBootstrap(): void {
    void this.watch.run();
  }

  onModuleDestroy(): void {
    this.watch.stop();
  }

  override async authenticate(request: Pick<FastifyRequest, 'headers'>): Promise<Caller | undefined> {
    const { headers } = request;
    // With an Authorization header the cookie is ignored, because the check for foreign writes accepts such requests.
    return headers.authorization === undefined ? this.bySession(headers.cookie) : this.byToken(request);
  }

  private async byToken(request: Pick<FastifyRequest, 'headers'>): Promise<Caller | undefined> {
    const bearer = bearerOf(request);
    if (!bearer || !isApiToken(bearer.token)) return undefined;
    const { hash } = bearer;
    return this.remembered.find(`token ${hash.toString('base64')}`, () => lookUpToken(this.database, hash));
  }

  private async bySession(cookie: string | undefined): Promise<Caller | undefined> {
    const token = this.sessions.tokenOf(cookie);
    if (token === undefined) return undefined;
    return this.remembered.find(`session ${token}`, async () => {
      const found = await lookUpSession(this.database, token, this.config.demo);
      if (found?.isUseToBeNoted) await this.noteUse(found.id);
      return found;
    });
  }

  /** Records the last use of a session for the list of sessions. A failed write does not fail the request. */
  private async noteUse(id: number): Promise<void> {
    if (Date.now() < this.notesUsesFrom) return;
    try {
      await this.database.transaction((transaction) => transaction.query(NOTE_USE, [id]));
    } catch {
      // A read-only database rejects every write, and each attempt would cost a connection.
      this.notesUsesFrom = Date.now() + PAUSE_AFTER_FAILURE_MS;
    }
  }
}
