import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { LARGEST_ORGANIZATION } from '@skilltrace/domain/limits';
import { sessionCookieName } from '../auth/session-cookie-name.js';
import { BrowserSessions } from '../auth/browser-sessions.js';
import { Admission } from '../auth/admission.js';
import { Config } from '../config/config.js';
import { SECURITY } from '../logging/security-context.js';
import { EarlyRefusals } from './early-refusals.js';
import { endSlowReaders } from './end-slow-readers.js';
import { FairShares } from './fair-shares.js';
import type { HttpLimits } from './http-limits.js';
import { holdIdleConnections } from './idle-connections.js';
import { readTextStrictly } from './json-body.js';
import { limitConnections } from './limit-connections.js';
import { LoadShedding } from './load-shedding.js';
import { refuseWrongMethods } from './method-not-allowed.js';
import { openApiDocument } from './openapi.js';
import { pageSession } from './page-session.js';
import { warningOfPlainHttp } from './plain-http.js';
import { requireKnownHost } from './require-known-host.js';
import { sendSecurityHeaders } from './security-headers.js';
import { serveWeb } from './serve-web.js';
import { streamBodiesWhereDeclared } from './streamed-bodies.js';
import { warnOfUntrustedProxy } from './warn-of-untrusted-proxy.js';

/** Parsers, headers, limits and the documentation: what stands before the first controller. */
export async function prepareHttp(app: NestFastifyApplication, limits: HttpLimits): Promise<EarlyRefusals> {
  const fastify = app.getHttpAdapter().getInstance();
  const { publicUrl, trustedProxies, allowedHosts } = app.get(Config);
  const warning = warningOfPlainHttp(publicUrl);
  if (warning !== undefined) new Logger(SECURITY).warn(warning);
  limitConnections(fastify.server, limits, trustedProxies > 0);
  holdIdleConnections(fastify);
  endSlowReaders(fastify, limits);
  await sendSecurityHeaders(app, publicUrl);
  requireKnownHost(fastify, allowedHosts);
  warnOfUntrustedProxy(fastify, trustedProxies);
  refuseWrongMethods(fastify);
  const sessions = app.get(BrowserSessions);
  await serveWeb(app, (request) => pageSession(fastify, sessions, request));
  app.get(LoadShedding).protect(fastify, limits.requests);
  app.get(FairShares).protect(fastify, limits);
  const early = new EarlyRefusals(app.get(Admission), limits);
  early.protect(fastify);

  fastify.removeAllContentTypeParsers();
  readTextStrictly(fastify);
  streamBodiesWhereDeclared(fastify);
  fastify.addHook('onRoute', (route) => {
    if (route.url === '/api/directory/sync') route.bodyLimit = LARGEST_ORGANIZATION;
  });

  // Made when first asked for, and once: a start has no need of it.
  SwaggerModule.setup('api/docs', app, () => openApiDocument(app, sessionCookieName(publicUrl)), {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Skilltrace API',
  });
  return early;
}
