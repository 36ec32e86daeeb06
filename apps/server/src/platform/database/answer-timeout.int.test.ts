import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { answerTimeout } from './answer-timeout.js';

const PATIENCE_MS = 50;

it('accepts an answer that arrived while the process was blocked', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [[answering]] = (await Promise.all([once(server, 'connection'), once(client, 'connect')])) as [[Socket], unknown];
  try {
    const result = Promise.race([once(client, 'data').then(() => 'in time'), answerTimeout(PATIENCE_MS).then(() => 'too late')]);
    answering.write('an answer');
    const since = performance.now();
    while (performance.now() - since < 3 * PATIENCE_MS);
    expect(await result).toBe('in time');
  } finally {
    client.destroy();
    answering.destroy();
    server.close();
  }
});

it('resolves after the timeout if there is no answer', async () => {
  expect(await Promise.race([new Promise(() => {}), answerTimeout(PATIENCE_MS).then(() => 'too late')])).toBe('too late');
});
