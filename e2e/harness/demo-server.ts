import { randomBytes } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../apps/server/src/create-app.js';
import { parseConfig } from '../../apps/server/src/platform/config/config.js';
import { createTestDatabase, type TestDatabase } from '../../apps/server/test/test-database.js';
import { DEMO_TEMPLATE } from './demo-template.js';

export interface DemoServer extends TestDatabase {
  /** Where it is reached; the same after it was away. */
  url: string;
  /** Stops answering, as a server that is being restarted. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/** The whole server, with the built web application, on a socket and a database of its own that holds the demo. */
export async function startDemoServer(): Promise<DemoServer> {
  const database = await createTestDatabase(DEMO_TEMPLATE);
  const config = parseConfig({ DATABASE_URL: database.ownerUrl, SESSION_SECRET: randomBytes(32).toString('hex'), DEMO: 'true' });
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
    // A browser keeps its connections open; a server that ends does not wait for it.
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
