import { Body, Controller, Get, Logger, Post, Req, Res } from '@nestjs/common';
import { demoSessionBody, installation, signedInProfile, type DemoSessionBody, type Installation } from '@skilltrace/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { open } from '../access/rules.js';
import { BrowserSessions } from '../platform/auth/browser-sessions.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { notFound } from '../platform/errors/domain-error.js';
import { Route } from '../platform/http/route.decorator.js';
import { SECURITY } from '../platform/logging/security-context.js';
import { findPersonas } from './find-personas.js';

/** Anyone can start a session, so the oldest ones are deleted. */
const MOST_SESSIONS = 200;
const END_OLDEST = `
  DELETE FROM auth_sessions WHERE id IN (
    SELECT id FROM auth_sessions WHERE profile_id = $1 AND without_password ORDER BY id DESC OFFSET ${MOST_SESSIONS} FOR UPDATE SKIP LOCKED)`;

@Controller('api')
export class DemoController {
  private readonly logger = new Logger(SECURITY);

  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly sessions: BrowserSessions,
  ) {}

  @Get('installation')
  @Route({ access: open, summary: 'Whether this installation is a demo, and its personas', response: installation })
  async installation(@Res({ passthrough: true }) reply: FastifyReply): Promise<Installation> {
    void reply.header('cache-control', 'no-store');
    const personas = await findPersonas(this.database, this.config);
    return {
      demo: personas.length > 0,
      personas: personas.map(({ persona, role, profile: { name, email } }) => ({ persona, role, name, email })),
    };
  }

  @Post('demo_session')
  @Route({
    access: open,
    summary: 'Sign in as a demo persona without a password; 404 if this is not a demo',
    response: signedInProfile,
    status: 201,
    unrepeatable: true,
    refuses: ['NOT_FOUND'],
  })
  async signIn(
    @Body({ schema: demoSessionBody }) { persona }: DemoSessionBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const found = (await findPersonas(this.database, this.config)).find((each) => each.persona === persona);
    if (!found || (!this.config.isDemoSet && isForwarded(request))) throw notFound('demo');
    await this.sessions.end(request.headers.cookie);
    // Many people use one persona and see its sessions, so the session does not store the client address.
    const beginning = { userAgent: request.headers['user-agent'], withoutPassword: true };
    void reply.header('set-cookie', await this.sessions.start(found.profile.id, beginning));
    await this.database.transaction((transaction) => transaction.query(END_OLDEST, [found.profile.id]));
    void reply.header('location', '/api/session');
    this.logger.log(`person ${found.profile.id} signed in as a demo persona from ${request.ip}`);
    return found.profile;
  }
}

/** Whether the request came through a proxy. DEMO is on by default only if the settings show no way in from other machines. */
function isForwarded({ headers }: FastifyRequest): boolean {
  return (headers['x-forwarded-for'] ?? headers['x-forwarded-host'] ?? headers.forwarded ?? headers.via) !== undefined;
}
