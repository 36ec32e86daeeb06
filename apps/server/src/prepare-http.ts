import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { LARGEST_ORGANIZATION } from '@skilltrace/domain/limits';
import { sessionCookieName } from './platform/auth/session-cookie-name.js';
import { BrowserSessions } from './platform/auth/browser-sessions.js';
import { Config } from './platform/config/config.js';
import { SECURITY } from './platform/logging/security-context.js';
import { protect, type OverloadLimits } from './platform/overload/protect.js';
import { readTextStrictly } from './platform/http/json-body.js';
import { refuseWrongMethods } from './platform/http/method-not-allowed.js';
import { openApiDocument } from './platform/http/openapi.js';
import { pageSession } from './platform/http/page-session.js';
import { warningOfPlainHttp } from './platform/http/plain-http.js';
import { ReadYourWrites } from './platform/http/read-your-writes.js';
import { requireKnownHost } from './platform/http/require-known-host.js';
import { sendSecurityHeaders } from './platform/http/security-headers.js';
import { serveWeb } from './platform/http/serve-web.js';
import { warnOfUntrustedProxy } from './platform/http/warn-of-untrusted-proxy.js';

/** Sets up parsers, headers, limits and the API documentation. Runs before the controllers are registered. */
export async function prepareHttp(app: NestFastifyApplication, limits: OverloadLimits): Promise<ReturnType<typeof protect>> {
  const fastify = app.getHttpAdapter().getInstance();
  const { publicUrl, trustedProxies, allowedHosts } = app.get(Config);
  const warning = warningOfPlainHttp(publicUrl);
  if (warning !== undefined) new Logger(SECURITY).warn(warning);
  sendSecurityHeaders(fastify, publicUrl);
  requireKnownHost(fastify, allowedHosts);
  warnOfUntrustedProxy(fastify, trustedProxies);
  refuseWrongMethods(fastify);
  const sessions = app.get(BrowserSessions);
  await serveWeb(app, (request) => pageSession(fastify, sessions, request));
  app.get(ReadYourWrites).announcePositions(fastify);
  const protection = protect(app, limits, trustedProxies > 0);

  fastify.removeAllContentTypeParsers();
  readTextStrictly(fastify);
  fastify.addHook('onRoute', (route) => {
    if (route.url === '/api/directory/sync') route.bodyLimit = LARGEST_ORGANIZATION;
  });

  // Generated once, on the first request for it, so that it does not slow down the start.
  SwaggerModule.setup('api/docs', app, () => openApiDocument(app, sessionCookieName(publicUrl)), {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Skilltrace API',
  });
  return protection;
}
