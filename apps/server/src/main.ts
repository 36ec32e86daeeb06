import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from './create-app.js';
import { createFirstAdmin } from './installation/first-admin.js';
import { openInstallation, type OpenInstallation } from './installation/open-installation.js';
import { aboutDemo, aboutFirstAdmin, greeting } from './installation/greeting.js';
import { loadDemo } from './installation/load-demo.js';
import { startFailure } from './installation/start-failure.js';
import { parseConfig } from './platform/config/config.js';
import { listenOptions } from './platform/http/listen-options.js';
import { createLogger, PinoLogger } from './platform/logging/pino-logger.js';
import { printable } from './platform/terminal/printable.js';

const EXIT_UNAVAILABLE = 3;

/** Starts the server, and resolves once it answers. */
async function start(): Promise<void> {
  const config = parseConfig(process.env);
  const logger = createLogger(config);
  const installation = await openInstallation(config, 'server', (message) => logger.info(message));
  const running: Running = { app: undefined };
  // From here on there is a database to be stopped, also while the demo is still being loaded.
  const stopping = stopOnSignals(async () => {
    await running.app?.close();
    await installation.close();
  }, logger);
  try {
    await serve(installation, logger, running);
  } catch (error) {
    // A stop takes the database away from under a start; the stop ends the process then.
    if (stopping()) return;
    await installation.close();
    throw error;
  }
}

interface Running {
  app: NestFastifyApplication | undefined;
}

async function serve(installation: OpenInstallation, logger: ReturnType<typeof createLogger>, running: Running): Promise<void> {
  const { config, database } = installation;
  const demo = aboutDemo(config);
  if (demo !== undefined) logger.warn(demo);
  const firstAdmin = await createFirstAdmin(database, config);
  // At once, and not with the greeting: a start that fails later on must not have swallowed the only password.
  if (firstAdmin) process.stdout.write(aboutFirstAdmin(firstAdmin));
  const personas = config.demo ? await loadDemo(installation, (message) => logger.info(message)) : undefined;
  const app = await createApp(installation, new PinoLogger(logger));
  running.app = app;
  void installation.lost.then((reason) => {
    logger.fatal(`the embedded database is gone: ${reason.message}; stopping, start again to recover`);
    process.exit(EXIT_UNAVAILABLE);
  });
  await app.listen(await listenOptions(config));
  process.stdout.write(greeting({ config, personas }));
}

/**
 * The first signal ends the requests under way, then the database; a second one does not wait.
 *
 * @returns whether a stop is under way
 */
function stopOnSignals(stop: () => Promise<void>, logger: ReturnType<typeof createLogger>): () => boolean {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      logger.info('stopping');
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error(error, 'could not stop cleanly');
          process.exit(1);
        },
      );
    });
  }
  return () => stopping;
}

// Whoever read the greeting may go (`npm start | head`); that must not end the server, and leave its database behind.
process.stdout.on('error', () => {});

try {
  await start();
} catch (error) {
  const { message, exitCode } = startFailure(error);
  process.stderr.write(printable(`${message}\n`));
  process.exit(exitCode);
}
