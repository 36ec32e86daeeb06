import { Module } from '@nestjs/common';
import { AuthModule } from '../platform/auth/auth.module.js';
import { ApiTokensController } from './tokens/api-tokens.controller.js';
import { DeleteExpiredCredentials } from './delete-expired-credentials.js';
import { InvitationsController } from './invitations/invitations.controller.js';
import { PasswordController } from './password/password.controller.js';
import { SessionController } from './sessions/session.controller.js';
import { SessionsController } from './sessions/sessions.controller.js';

@Module({
  imports: [AuthModule],
  controllers: [SessionController, PasswordController, SessionsController, ApiTokensController, InvitationsController],
  providers: [DeleteExpiredCredentials],
})
export class SignInModule {}
