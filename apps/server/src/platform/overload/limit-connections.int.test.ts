import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openRaw, type RawConnection } from '../../../test/raw-http.js';
import { holdIdleConnections } from './idle-connections.js';
import { limitConnections } from './limit-connections.js';

const MOST = 20;
const ASKING = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';
const SPARED_MS = 5_000;

let app: FastifyInstance;
let port: number;
let open: RawConnection[] = [];

beforeEach(async () => {
  // The clock advances only when a test says so, so a slow machine does not matter.
  vi.useFakeTimers({ toFake: ['performance'] });
  // Fastify must not close idle connections itself.
  app = fastify({ keepAliveTimeout: 0 });
  limitConnections(app.server, { connections: MOST }, true);
  holdIdleConnections(app);
  app.get('/', () => 'here');
  app.post('/', () => 'taken');
  await app.listen({ host: '127.0.0.1', port: 0 });
  port = (app.server.address() as AddressInfo).port;
});
afterEach(async () => {
  vi.useRealTimers();
  for (const { socket } of open) socket.destroy();
  open = [];
  await app.close();
});

async function clients(count: number, localAddress?: string): Promise<RawConnection[]> {
  const fresh = await Promise.all(Array.from({ length: count }, () => openRaw(port, localAddress)));
  open.push(...fresh);
  return fresh;
}

/** Clients that sent one request, got the response, and kept their connections open. */
async function keptAlive(count: number): Promise<RawConnection[]> {
  const kept = await clients(count);
  for (const client of kept) {
    await client.send(ASKING);
    await client.answers(1);
  }
  return kept;
}

it('answers requests on recently idle connections even when most connections are in use', async () => {
  const kept = await keptAlive(MOST - 2);
  // A new client connects. The others send requests before the server has read anything, but it sees the newcomer first.
  const newcomer = clients(1);
  await new Promise<void>((resolve) => process.nextTick(resolve));
  for (const { socket } of kept) socket.write(ASKING);
  await newcomer;
  const answers = await Promise.all(kept.map((client) => client.answers(2)));
  expect(answers.map((all) => all.map(({ status }) => status))).toEqual(kept.map(() => [200, 200]));
});

it('closes the connection after the response when most connections are in use, and says so in the response', async () => {
  await clients(MOST - 2);
  const [asking] = await keptAlive(1);
  await asking?.closed;
  const [answer] = (await asking?.answers(1)) ?? [];
  expect(answer).toMatchObject({ status: 200, body: 'here', headers: { connection: 'close' } });
  expect(answer?.headers).not.toHaveProperty('keep-alive');
});

it('does not close the connection of a request with a body when most connections are in use', async () => {
  await clients(MOST - 1);
  const [sending] = await clients(1);
  await sending?.send('POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}');
  const [answer] = (await sending?.answers(1)) ?? [];
  expect(answer).toMatchObject({ status: 200, headers: { connection: 'keep-alive' } });
});

it('closes only connections that have been idle for five seconds when most connections are in use', async () => {
  const idle = await keptAlive(MOST / 2);
  vi.advanceTimersByTime(SPARED_MS);
  const busy = await keptAlive(MOST / 2 - 2);
  const [newcomer] = await clients(1);
  await Promise.all(idle.map(({ closed }) => closed));
  expect(busy.filter(({ socket }) => socket.destroyed)).toEqual([]);
  await newcomer?.send(ASKING);
  expect(await newcomer?.answers(1)).toMatchObject([{ status: 200 }]);
});

// Only Linux has further loopback addresses without configuration.
it.runIf(process.platform === 'linux')('closes connections beyond the limit, from any address, and keeps the others', async () => {
  const held = [...(await clients(MOST / 2)), ...(await clients(MOST / 2, '127.0.0.2'))];
  const [beyond] = await clients(1, '127.0.0.3');
  await beyond?.closed;
  expect(held.filter(({ socket }) => socket.destroyed)).toEqual([]);
});

it('keeps connections open when few connections are in use', async () => {
  const [client] = await keptAlive(1);
  await client?.send(ASKING);
  const answers = (await client?.answers(2)) ?? [];
  expect(answers.map(({ headers }) => headers['connection'])).toEqual(['keep-alive', 'keep-alive']);
});
