import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { ConcurrencyLimit } from './concurrency-limit.js';

const PERSON = 1;
const client = () => new ServerResponse(new IncomingMessage(new Socket()));

it('does not begin work for a client that disconnected while its credentials were looked up', async () => {
  const left = client();
  left.destroy();
  expect(await new ConcurrencyLimit(1).begin(PERSON, left)).toBe(false);
});

it('lets another person begin while one person has reached the limit', async () => {
  const concurrency = new ConcurrencyLimit(1);
  expect(await concurrency.begin(PERSON, client())).toBe(true);
  const waiting = concurrency.begin(PERSON, client());
  expect(await concurrency.begin(PERSON + 1, client())).toBe(true);
  expect(await Promise.race([waiting, Promise.resolve('waits')])).toBe('waits');
  concurrency.end(PERSON);
  expect(await waiting).toBe(true);
});
