import { Module } from '@nestjs/common';
import { AuthModule } from '../platform/auth/auth.module.js';
import { ApiTokensController } from './api-tokens.controller.js';
import { ForgetWhatRanOut } from './forget-what-ran-out.js';
import { InvitationsController } from './invitations.controller.js';
import { PasswordController } from './password.controller.js';
import { SessionController } from './session.controller.js';
import { SessionsController } from './sessions.controller.js';

@Module({
  imports: [AuthModule],
  controllers: [SessionController, PasswordController, SessionsController, ApiTokensController, InvitationsController],
  providers: [ForgetWhatRanOut],
})
export class SignInModule {}
