import { Body, Controller, Delete, Get, Logger, Post, Req, Res } from '@nestjs/common';
import { session, signedInProfile, signInBody, type SignInBody } from '@skilltrace/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { open, signedIn } from '../../access/rules.js';
import { originOfPerson } from '../../platform/audit/origin-of-request.js';
import { BrowserSessions } from '../../platform/auth/browser-sessions.js';
import { CallerOf, type Caller } from '../../platform/auth/caller.js';
import { Database } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Route } from '../../platform/http/route.decorator.js';
import { SECURITY } from '../../platform/logging/security-context.js';
import { TooManyAttempts } from '../attempts/attempts.js';
import { readSession } from './read-session.js';
import { confirmSignIn, signIn, type SignedIn } from './sign-in.js';

@Controller('api/session')
export class SessionController {
  private readonly logger = new Logger(SECURITY);

  constructor(
    private readonly database: Database,
    private readonly sessions: BrowserSessions,
  ) {}

  @Post()
  @Route({
    access: open,
    summary: 'Sign in; sets the session cookie',
    response: signedInProfile,
    status: 201,
    unrepeatable: true,
    refuses: ['UNAUTHENTICATED'],
  })
  async create(
    @Body({ schema: signInBody }) body: SignInBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    try {
      const right = await signIn(this.database, {
        ...body,
        address: request.ip,
        inNameOf: (profileId) => this.database.from(originOfPerson(profileId, request)),
      });
      // Otherwise the previous session of this browser would stay valid although its cookie is replaced.
      await this.sessions.end(request.headers.cookie);
      void reply.header('set-cookie', await this.begin(right, request));
      void reply.header('location', '/api/session');
      this.logger.log(`person ${right.profile.id} signed in with a password from ${request.ip}`);
      return right.profile;
    } catch (error) {
      // The e-mail address is not logged, because people sometimes type their password into that field.
      if (error instanceof DomainError) this.logger.warn(`sign-in with a password refused: ${error.code} from ${request.ip}`);
      if (error instanceof TooManyAttempts) void reply.header('retry-after', String(error.retryAfterS));
      throw error;
    }
  }

  private async begin(right: SignedIn, { ip, headers }: FastifyRequest): Promise<string> {
    const setCookie = await this.sessions.start(right.profile.id, { address: ip, userAgent: headers['user-agent'] });
    try {
      await confirmSignIn(this.database, right);
      return setCookie;
    } catch (error) {
      await this.sessions.end(setCookie.split(';')[0]);
      throw error;
    }
  }

  @Get()
  @Route({ access: signedIn, summary: 'The current session', response: session })
  async read(@CallerOf() caller: Caller, @Req() { headers: { cookie } }: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    void reply.header('cache-control', 'no-store');
    // This is the only place that prolongs a session.
    if (caller.via === 'session' && cookie !== undefined) {
      // If it cannot be prolonged, for example in a read-only database, the session is still valid until it expires.
      const prolonged = await this.sessions.prolong(cookie).catch(() => undefined);
      if (prolonged !== undefined) void reply.header('set-cookie', prolonged);
    }
    return readSession(this.database, caller);
  }

  @Delete()
  @Route({ access: open, summary: 'Sign out', status: 204 })
  async delete(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    void reply.header('set-cookie', await this.sessions.end(request.headers.cookie));
  }
}
