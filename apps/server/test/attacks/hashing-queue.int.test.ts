import { afterAll, beforeAll, expect, it } from 'vitest';
import { setPassword } from '../../src/sign-in/password/passwords.js';
import { createTestApi, type TestApi } from '../api-client.js';
import { factories } from '../factories.js';

const PASSWORD = 'correct horse battery';
const EMAIL = 'ana.elsewhere@example.org';
const VOLLEY = 40;

let api: TestApi;

beforeAll(async () => {
  api = await createTestApi({ TRUST_PROXY: '1' });
  await setPassword(api.database, await factories(api.database).profile({ email: EMAIL }), PASSWORD);
});
afterAll(() => api.close());

const signIn = (address: string, email: string, password: string) =>
  api.call('POST', '/api/session', { headers: { 'x-forwarded-for': address }, body: { email, password } });

it('a volley of wrong sign-ins from one address does not delay a person elsewhere, with the real hashing', async () => {
  const answered: string[] = [];
  const volley = Array.from({ length: VOLLEY }, async (_, index) => {
    const { status } = await signIn('203.0.113.9', `nobody-${index}@example.org`, 'hunter two hunter three');
    answered.push(String(status));
  });
  // Until the volley has reached the queue: two are being hashed, and the rest wait.
  while (answered.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const before = answered.length;
  expect((await signIn('198.51.100.7', EMAIL, PASSWORD)).status).toBe(201);
  const inBetween = answered.length - before;
  await Promise.all(volley);
  expect(answered).toHaveLength(VOLLEY);
  // Those that were at work, and what was hashed while its own request went to the database and back.
  expect(inBetween).toBeLessThanOrEqual(10);
});
