import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { sessionCookieName } from '../auth/session-cookie-name.js';
import { Config } from '../config/config.js';
import { refuseWrongMethods } from './method-not-allowed.js';
import { openApiDocument } from './openapi.js';
import { sendSecurityHeaders } from './security-headers.js';
import { serveWeb } from './serve-web.js';

const LARGEST_SYNC = 64 * 1024 * 1024;

/** Parsers, headers and the documentation: what stands before the first controller. */
export async function prepareHttp(app: NestFastifyApplication): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  const { publicUrl } = app.get(Config);
  await sendSecurityHeaders(app, publicUrl);
  refuseWrongMethods(fastify);
  await serveWeb(app);

  fastify.removeAllContentTypeParsers();
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  // Many clients state the type of a body that they do not send.
  fastify.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) =>
    body === '' ? done(null) : parseJson(request, body, done),
  );
  fastify.addContentTypeParser('application/x-ndjson', (_request, payload, done) => done(null, payload));
  fastify.addHook('onRoute', (route) => {
    if (route.url === '/api/directory/sync') route.bodyLimit = LARGEST_SYNC;
  });

  // Made when first asked for, and once: a start has no need of it.
  SwaggerModule.setup('api/docs', app, () => openApiDocument(app, sessionCookieName(publicUrl)), {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Skilltrace API',
  });
}
