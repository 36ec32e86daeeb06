import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { plainPath } from './platform/http/plain-path.js';
import { prepareHttp } from './prepare-http.js';
import { refuseUnreadable, refuseUnroutable } from './platform/http/refuse-unreadable.js';
import { overloadLimits, type OverloadLimits, type protect } from './platform/overload/protect.js';
import type { Installation } from './platform/platform.module.js';

const LARGEST_BODY = 1024 * 1024;
const LARGEST_HEAD = 16 * 1024;
const LOOK_AT_CONNECTIONS_EVERY_MS = 5_000;

/** Creates the application, ready for `listen` or `inject`. The caller has to close it. */
export async function createApp(
  installation: Installation,
  logger: LoggerService | false,
  otherLimits: Partial<OverloadLimits> = {},
): Promise<NestFastifyApplication> {
  const { trustedProxies } = installation.config;
  const limits = { ...overloadLimits(installation.config), ...otherLimits };
  let protection: ReturnType<typeof protect> | undefined;
  const adapter = new FastifyAdapter({
    bodyLimit: LARGEST_BODY,
    // Counted from the end, never `true`: that would trust the first entry of X-Forwarded-For, which a client can forge.
    trustProxy: trustedProxies > 0 && ((_address: string, hop: number) => hop < trustedProxies),
    routerOptions: { maxParamLength: 200 },
    rewriteUrl: ({ url = '/' }) => plainPath(url),
    http: {
      maxHeaderSize: LARGEST_HEAD,
      // `requireKnownHost` rejects these requests with problem details.
      requireHostHeader: false,
      headersTimeout: limits.headWithin,
      requestTimeout: limits.requestWithin,
      connectionsCheckingInterval: Math.min(LOOK_AT_CONNECTIONS_EVERY_MS, limits.headWithin),
    },
    connectionTimeout: limits.silence,
    requestTimeout: limits.requestWithin,
    frameworkErrors: refuseUnroutable,
    clientErrorHandler: (error, socket) => {
      // An authorized upload has no deadline while data arrives, because imports can have any length.
      if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && protection?.isPatientWith(socket)) return;
      refuseUnreadable(error, socket);
    },
    logger: false,
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(installation), adapter, {
    logger,
    abortOnError: false,
    bodyParser: false,
  });
  protection = await prepareHttp(app, limits);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}
