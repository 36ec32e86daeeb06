import { Module } from '@nestjs/common';
import { AuthModule } from '../platform/auth/auth.module.js';
import { ApiTokensController } from './api-tokens.controller.js';
import { InvitationsController } from './invitations.controller.js';
import { SessionController } from './session.controller.js';

@Module({ imports: [AuthModule], controllers: [SessionController, ApiTokensController, InvitationsController] })
export class SignInModule {}
