import { Body, Controller, Logger, Put, Req, Res } from '@nestjs/common';
import { changePasswordBody, type ChangePasswordBody } from '@skilltrace/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { inBrowser } from '../../access/rules.js';
import { BrowserSessions } from '../../platform/auth/browser-sessions.js';
import { CallerOf, type Caller } from '../../platform/auth/caller.js';
import type { Connection } from '../../platform/database/connection.js';
import { WorkOn } from '../../platform/http/connection.decorator.js';
import { Route } from '../../platform/http/route.decorator.js';
import { SECURITY } from '../../platform/logging/security-context.js';
import { TooManyAttempts } from '../attempts/attempts.js';
import { changePassword, WrongCurrentPassword } from './change-password.js';
import { sessionOf } from '../sessions/session-of.js';

@Controller('api/session/password')
export class PasswordController {
  private readonly logger = new Logger(SECURITY);

  constructor(private readonly sessions: BrowserSessions) {}

  @Put()
  @Route({ access: inBrowser, summary: 'Change your password; ends all of your other sessions', status: 204 })
  async change(
    @Body({ schema: changePasswordBody }) body: ChangePasswordBody,
    @CallerOf() caller: Caller,
    @WorkOn() connection: Connection,
    @Req() { ip }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const { profileId } = caller;
    try {
      const token = await changePassword(connection, { ...body, profileId, session: sessionOf(caller), address: ip });
      void reply.header('set-cookie', this.sessions.cookieOf(token));
      this.logger.log(`person ${profileId} changed their password from ${ip}`);
    } catch (error) {
      if (error instanceof WrongCurrentPassword) this.logger.warn(`person ${profileId} entered a wrong current password from ${ip}`);
      if (error instanceof TooManyAttempts) {
        this.logger.warn(`person ${profileId} entered too many wrong current passwords from ${ip}`);
        void reply.header('retry-after', String(error.retryAfterS));
      }
      throw error;
    }
  }
}
