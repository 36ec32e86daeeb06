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
  // The clock stands still but for what a test says, however slow the machine.
  vi.useFakeTimers({ toFake: ['performance'] });
  // Idle connections are closed by what is tested here alone.
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

/** Clients that have asked once, were answered, and kept their connections. */
async function keptAlive(count: number): Promise<RawConnection[]> {
  const kept = await clients(count);
  for (const client of kept) {
    await client.send(ASKING);
    await client.answers(1);
  }
  return kept;
}

it('where it gets crowded, what was sent on a connection that stood idle a moment ago is answered all the same', async () => {
  const kept = await keptAlive(MOST - 2);
  // One more knocks, and before the server has looked at anything the others ask again; it hears of the newcomer first.
  const newcomer = clients(1);
  await new Promise<void>((resolve) => process.nextTick(resolve));
  for (const { socket } of kept) socket.write(ASKING);
  await newcomer;
  const answers = await Promise.all(kept.map((client) => client.answers(2)));
  expect(answers.map((all) => all.map(({ status }) => status))).toEqual(kept.map(() => [200, 200]));
});

it('where it gets crowded, an answer tells that it is the last of its connection, and makes room', async () => {
  await clients(MOST - 2);
  const [asking] = await keptAlive(1);
  await asking?.closed;
  const [answer] = (await asking?.answers(1)) ?? [];
  expect(answer).toMatchObject({ status: 200, body: 'here', headers: { connection: 'close' } });
  expect(answer?.headers).not.toHaveProperty('keep-alive');
});

it('where it gets crowded, the answer to somebody who may still be sending closes nothing', async () => {
  await clients(MOST - 1);
  const [sending] = await clients(1);
  await sending?.send('POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}');
  const [answer] = (await sending?.answers(1)) ?? [];
  expect(answer).toMatchObject({ status: 200, headers: { connection: 'keep-alive' } });
});

it('where it gets crowded, those that have stood idle for long are closed, and no others', async () => {
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

it('where there is room, connections are kept', async () => {
  const [client] = await keptAlive(1);
  await client?.send(ASKING);
  const answers = (await client?.answers(2)) ?? [];
  expect(answers.map(({ headers }) => headers['connection'])).toEqual(['keep-alive', 'keep-alive']);
});
