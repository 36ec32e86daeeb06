import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Finds an unused port of 127.0.0.1 below the ephemeral range. With an ephemeral port, a client that keeps reconnecting while
 * the server is down could be assigned the server's port and connect to itself.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(12_000, 32_000);
    const probe = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => resolve(true));
    });
    await new Promise((resolve) => probe.close(resolve));
    if (isFree) return port;
  }
}
