import { existsSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import fastify from 'fastify';
import { expect, it } from 'vitest';
import { listenOptions } from './listen-options.js';

const MANY = 1_000;
const LONGEST_QUEUE = '/proc/sys/net/core/somaxconn';
const allowsMany = existsSync(LONGEST_QUEUE) && Number(readFileSync(LONGEST_QUEUE, 'utf8')) > MANY;

/** Sends requests from another thread, and counts the connections and responses in shared memory. */
const CLIENTS = `
  const { connect } = require('node:net');
  const { workerData: { port, many, counts } } = require('node:worker_threads');
  const count = new Int32Array(counts);
  for (let n = 0; n < many; n += 1) {
    const socket = connect(port, '127.0.0.1', () => {
      Atomics.add(count, 0, 1);
      socket.write('GET / HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n');
    });
    socket.once('data', (data) => String(data).startsWith('HTTP/1.1 200') && Atomics.add(count, 1, 1));
    socket.once('error', () => {});
  }`;

it.runIf(allowsMany)('a blocked server queues as many connections as its limit allows, and then answers them all', async () => {
  const app = fastify();
  app.get('/', () => 'here');
  await app.listen(await listenOptions({ host: '127.0.0.1', port: 0, maxConnections: MANY }));
  const counts = new SharedArrayBuffer(8);
  const count = new Int32Array(counts);
  const workerData = { port: (app.server.address() as AddressInfo).port, many: MANY, counts };
  const worker = new Worker(CLIENTS, { eval: true, workerData });
  try {
    // This blocks the thread, so that no connection is accepted from the queue.
    const since = performance.now();
    while (Atomics.load(count, 0) < MANY && performance.now() - since < 20_000) Atomics.wait(count, 0, Atomics.load(count, 0), 100);
    expect(Atomics.load(count, 0)).toBe(MANY);
    while (Atomics.load(count, 1) < MANY) await new Promise((resolve) => setTimeout(resolve, 20));
  } finally {
    await worker.terminate();
    await app.close();
  }
});
