import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { prepareHttp } from './platform/http/prepare-http.js';
import { refuseUnreadable, refuseUnroutable } from './platform/http/refuse-unreadable.js';
import type { Installation } from './platform/platform.module.js';

const LARGEST_BODY = 1024 * 1024;

/** The application, ready to listen or to be asked by `inject`; whoever creates it closes it. */
export async function createApp(installation: Installation, logger: LoggerService | false): Promise<NestFastifyApplication> {
  const { trustedProxies } = installation.config;
  const adapter = new FastifyAdapter({
    bodyLimit: LARGEST_BODY,
    // Counted from the end, never `true`: that would believe the first entry of X-Forwarded-For, which is the caller's to write.
    trustProxy: trustedProxies > 0 && ((_address: string, hop: number) => hop < trustedProxies),
    routerOptions: { maxParamLength: 200 },
    // Of silence on a connection. An upload may take as long as it likes while bytes arrive: imports have any length.
    connectionTimeout: 120_000,
    requestTimeout: 0,
    frameworkErrors: refuseUnroutable,
    clientErrorHandler: refuseUnreadable,
    logger: false,
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(installation), adapter, {
    logger,
    abortOnError: false,
    bodyParser: false,
  });
  await prepareHttp(app);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}
