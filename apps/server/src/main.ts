import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { createApp } from './create-app.js';
import { createFirstAdmin } from './installation/first-admin.js';
import { openInstallation, type OpenInstallation } from './installation/open-installation.js';
import { aboutDemo, aboutFirstAdmin, greeting } from './installation/greeting.js';
import { loadDemo } from './installation/load-demo.js';
import { DatabaseLost, startFailure } from './installation/start-failure.js';
import { parseConfig, type Config } from './platform/config/config.js';
import { listenOptions } from './platform/http/listen-options.js';
import { createLogger, PinoLogger } from './platform/logging/pino-logger.js';
import { listenForStop, orStopped, StopRequested, unlessAborted, whenAborted, type StopSignals } from './platform/process/stop-signals.js';
import { printable } from './platform/terminal/printable.js';

/** How long running requests may take to finish. Longer ones are cut off, and their transactions roll back. */
const GRACE_MS = 5_000;
const OUT_OF_PATIENCE_MS = 20_000;
const EXIT_FORCED = 1;

/** Starts the server. Resolves once a signal has stopped the server and everything that it started. */
async function serveUntilStopped(config: Config, logger: Logger, stop: StopSignals): Promise<void> {
  const address = await listenOptions(config);
  const installation = await orStopped(
    openInstallation(config, 'server', (message) => logger.info(message), stop.requested),
    stop.requested,
  );
  const running: Running = { app: undefined };
  try {
    await unlessAborted(orStopped(serve(installation, address, logger, running), stop.requested), stop.requested);
    await Promise.race([whenAborted(stop.requested), orStopped(whenLost(installation), stop.requested)]);
  } finally {
    if (running.app) await unlessAborted(closeApp(running.app), stop.forced).catch(() => {});
    await installation.close();
  }
}

interface Running {
  app: NestFastifyApplication | undefined;
}

async function serve(
  installation: OpenInstallation,
  address: Awaited<ReturnType<typeof listenOptions>>,
  logger: Logger,
  running: Running,
): Promise<void> {
  const { config, database } = installation;
  const demo = aboutDemo(config);
  if (demo !== undefined) logger.warn(demo);
  const firstAdmin = await createFirstAdmin(database, config);
  // Printed immediately and not with the greeting: if the start fails later, the password must not be lost.
  if (firstAdmin) process.stdout.write(aboutFirstAdmin(firstAdmin));
  const personas = config.demo ? await loadDemo(installation, (message) => logger.info(message)) : undefined;
  const app = await createApp(installation, new PinoLogger(logger));
  running.app = app;
  await app.listen(address);
  process.stdout.write(greeting({ config, personas }));
}

async function whenLost({ lost }: OpenInstallation): Promise<never> {
  throw new DatabaseLost(await lost);
}

async function closeApp(app: NestFastifyApplication): Promise<void> {
  await Promise.race([app.close(), sleep(GRACE_MS)]);
  app.getHttpServer().closeAllConnections();
}

// The reader of the output may go away (`npm start | head`, a closed terminal). That must not end the server and leave its
// database running.
for (const output of [process.stdout, process.stderr]) output.on('error', () => {});

// While the server starts, most new objects live long. From this V8 concludes that later objects of the same kinds, such as the rows of
// a result, belong in the old generation. There they keep everything alive that they refer to until the next full garbage collection, and
// each minor collection pauses the server for 15 ms instead of 3.
setFlagsFromString('--no-allocation-site-pretenuring');

let stop: StopSignals | undefined;
try {
  const config = parseConfig(process.env);
  const logger = createLogger(config);
  stop = listenForStop(() => logger.info('stopping'));
  stop.forced.addEventListener('abort', () => setTimeout(() => process.exit(EXIT_FORCED), OUT_OF_PATIENCE_MS).unref());
  await serveUntilStopped(config, logger, stop);
} catch (error) {
  if (error instanceof StopRequested) process.exit(stop?.forced.aborted ? EXIT_FORCED : 0);
  const { message, exitCode } = startFailure(error);
  process.stderr.write(printable(`${message}\n`));
  process.exit(exitCode);
}
