import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import { expect, it } from 'vitest';
import { openRaw } from '../../../test/raw-http.js';
import { holdIdleConnections } from './idle-connections.js';

it('lets clients close idle connections at least ten seconds before the server does', async () => {
  const app = fastify();
  holdIdleConnections(app);
  app.get('/', () => 'here');
  await app.listen({ host: '127.0.0.1', port: 0 });
  const client = await openRaw((app.server.address() as AddressInfo).port);
  try {
    await client.send('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await client.answers(1);
    const timeouts = [...client.received().matchAll(/^keep-alive: timeout=(\d+)\r$/gim)].map(([, seconds]) => Number(seconds));
    expect(timeouts).toHaveLength(1);
    expect(app.server.keepAliveTimeout).toBeGreaterThanOrEqual((timeouts[0] ?? Infinity) * 1000 + 10_000);
  } finally {
    client.socket.destroy();
    await app.close();
  }
});
