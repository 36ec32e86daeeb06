import { Controller, Delete, Get, Logger, Param, Query, Req, Res } from '@nestjs/common';
import { idPath, listOwnSessionsQuery, ownSessionPage, type ListOwnSessionsQuery } from '@skilltrace/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { admin, inBrowser } from '../../access/rules.js';
import { BrowserSessions } from '../../platform/auth/browser-sessions.js';
import { CallerOf, type Caller } from '../../platform/auth/caller.js';
import { Config } from '../../platform/config/config.js';
import type { Connection } from '../../platform/database/connection.js';
import { WorkOn } from '../../platform/http/connection.decorator.js';
import { Route } from '../../platform/http/route.decorator.js';
import { SECURITY } from '../../platform/logging/security-context.js';
import { endOtherSessions, endSession, endSessionsOf, listSessions } from './own-sessions.js';
import { sessionOf } from './session-of.js';

@Controller('api')
export class SessionsController {
  private readonly logger = new Logger(SECURITY);

  constructor(
    private readonly config: Config,
    private readonly sessions: BrowserSessions,
  ) {}

  @Get('sessions')
  @Route({ access: inBrowser, summary: 'Your active sessions, newest first', response: ownSessionPage })
  list(@Query({ schema: listOwnSessionsQuery }) query: ListOwnSessionsQuery, @CallerOf() caller: Caller, @WorkOn() connection: Connection) {
    const whose = { profileId: caller.profileId, currentId: sessionOf(caller).id, demo: this.config.demo };
    return listSessions(connection, whose, query);
  }

  @Delete('sessions')
  @Route({ access: inBrowser, summary: 'End all of your other sessions', status: 204 })
  async endOthers(@CallerOf() caller: Caller, @WorkOn() connection: Connection, @Req() { ip }: FastifyRequest): Promise<void> {
    const ended = await endOtherSessions(connection, caller.profileId, sessionOf(caller).id);
    this.logger.log(`person ${caller.profileId} ended ${ended} of their other sessions from ${ip}`);
  }

  @Delete('sessions/:id')
  @Route({
    access: inBrowser,
    summary: 'End one of your sessions; ending the current one signs you out',
    status: 204,
    refuses: ['NOT_FOUND'],
  })
  async end(
    @Param({ schema: idPath }) { id }: { id: number },
    @CallerOf() caller: Caller,
    @WorkOn() connection: Connection,
    @Req() { ip, headers }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await endSession(connection, caller.profileId, id);
    if (id === sessionOf(caller).id) void reply.header('set-cookie', await this.sessions.end(headers.cookie));
    this.logger.log(`person ${caller.profileId} ended their session ${id} from ${ip}`);
  }

  @Delete('profiles/:id/sessions')
  @Route({
    access: admin,
    summary: 'End all sessions of a person; the password and API tokens stay valid',
    status: 204,
    refuses: ['NOT_FOUND'],
  })
  async endAll(
    @Param({ schema: idPath }) { id }: { id: number },
    @CallerOf() caller: Caller,
    @WorkOn() connection: Connection,
    @Req() { ip }: FastifyRequest,
  ): Promise<void> {
    const ended = await endSessionsOf(connection, id);
    this.logger.log(`person ${caller.profileId} ended all sessions (${ended}) of person ${id} from ${ip}`);
  }
}
