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

/** Everybody may begin one, so the oldest make room. */
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
  @Route({ access: open, summary: 'Whether this is a demo, and as whom one may look at it', response: installation })
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
    summary: 'Sign in as a persona of the demo, without a password; 404 unless this is a demo',
    response: signedInProfile,
    status: 201,
    unrepeatable: true,
  })
  async signIn(
    @Body({ schema: demoSessionBody }) { persona }: DemoSessionBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const found = (await findPersonas(this.database, this.config)).find((one) => one.persona === persona);
    if (!found || (!this.config.isDemoSet && isForwarded(request))) throw notFound('demo');
    await this.sessions.end(request.headers.cookie);
    // Without an address: a persona is many people, and each sees where it is signed in.
    const beginning = { userAgent: request.headers['user-agent'], withoutPassword: true };
    void reply.header('set-cookie', await this.sessions.start(found.profile.id, beginning));
    await this.database.transaction((transaction) => transaction.query(END_OLDEST, [found.profile.id]));
    void reply.header('location', '/api/session');
    this.logger.log(`person ${found.profile.id} signed in as a persona of the demo from ${request.ip}`);
    return found.profile;
  }
}

/** A proxy on this machine may stand in front of a server that is a demo only because this machine alone reaches it. */
function isForwarded({ headers }: FastifyRequest): boolean {
  return (headers['x-forwarded-for'] ?? headers['x-forwarded-host'] ?? headers.forwarded ?? headers.via) !== undefined;
}
