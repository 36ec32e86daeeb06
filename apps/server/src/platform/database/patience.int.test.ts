import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { patience } from './patience.js';

const PATIENCE_MS = 50;

it('an answer that came while the process was held up counts as one that came in time', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [[answering]] = (await Promise.all([once(server, 'connection'), once(client, 'connect')])) as [[Socket], unknown];
  try {
    const heard = Promise.race([once(client, 'data').then(() => 'heard'), patience(PATIENCE_MS).then(() => 'too late')]);
    answering.write('an answer');
    const since = performance.now();
    while (performance.now() - since < 3 * PATIENCE_MS);
    expect(await heard).toBe('heard');
  } finally {
    client.destroy();
    answering.destroy();
    server.close();
  }
});

it('without an answer it ends', async () => {
  expect(await Promise.race([new Promise(() => {}), patience(PATIENCE_MS).then(() => 'too late')])).toBe('too late');
});
