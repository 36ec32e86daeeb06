import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { AppModule } from './app.module.js';
import { sendProblem, toProblem } from './platform/errors/problem.filter.js';
import { prepareHttp } from './platform/http/prepare-http.js';
import type { Installation } from './platform/platform.module.js';

const LARGEST_BODY = 1024 * 1024;

/** The application, ready to listen or to be asked by `inject`; whoever creates it closes it. */
export async function createApp(installation: Installation, logger: LoggerService | false): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: LARGEST_BODY,
    trustProxy: installation.config.trustProxy,
    routerOptions: { maxParamLength: 200 },
    // Of silence on a connection. An upload may take as long as it likes while bytes arrive: imports have any length.
    connectionTimeout: 120_000,
    requestTimeout: 0,
    // What the router itself refuses (an address that is no URL, or too long) reaches no filter of ours.
    frameworkErrors: (error: unknown, _request: unknown, reply: FastifyReply) => sendProblem(reply, toProblem(error)),
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
