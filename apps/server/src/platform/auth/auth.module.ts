import { Global, Module } from '@nestjs/common';
import { Authenticator } from './authenticator.js';
import { BrowserSessions } from './browser-sessions.js';
import { CredentialAuthenticator } from './credential-authenticator.js';

/** Identifies callers. Global, because the guard of every route needs it. */
@Global()
@Module({
  providers: [BrowserSessions, { provide: Authenticator, useClass: CredentialAuthenticator }],
  exports: [BrowserSessions, Authenticator],
})
export class AuthModule {}
