import { randomBytes } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../apps/server/src/create-app.js';
import { parseConfig } from '../../apps/server/src/platform/config/config.js';
import { createTestDatabase, type TestDatabase } from '../../apps/server/test/test-database.js';
import { DEMO_TEMPLATE } from './demo-template.js';

export interface DemoServer extends TestDatabase {
  /** The address of the server. It stays the same after a restart. */
  url: string;
  /** Stops the server, as for a restart. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the whole server with the built web application, on its own port and a new database with the demo. */
export const startDemoServer = async (): Promise<DemoServer> => startServer(await createTestDatabase(DEMO_TEMPLATE), 'true');

/** The same without the demo, on a database without people. */
export const startEmptyServer = async (): Promise<DemoServer> => startServer(await createTestDatabase(), 'false');

async function startServer(database: TestDatabase, demo: 'true' | 'false'): Promise<DemoServer> {
  const config = parseConfig({ DATABASE_URL: database.ownerUrl, SESSION_SECRET: randomBytes(32).toString('hex'), DEMO: demo });
  let app: NestFastifyApplication | undefined;
  let port = 0;
  const listen = async () => {
    app = await createApp({ config, database: database.database, readDatabase: database.readDatabase }, false);
    await app.listen(port, '127.0.0.1');
    port = Number(new URL(await app.getUrl()).port);
  };
  const stop = async () => {
    const stopping = app;
    app = undefined;
    if (!stopping) return;
    // A browser keeps its connections open, and a stopping server does not wait for them.
    stopping.getHttpServer().closeAllConnections();
    await stopping.close();
  };
  await listen();
  return {
    ...database,
    url: `http://127.0.0.1:${port}`,
    goAway: stop,
    comeBack: listen,
    close: async () => {
      await stop();
      await database.drop();
    },
  };
}
