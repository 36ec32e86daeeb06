import { afterAll, beforeAll, expect, it } from 'vitest';
import { setPassword } from '../../src/sign-in/password/passwords.js';
import { createTestApi, type TestApi } from '../api-client.js';
import { factories } from '../factories.js';
import { useRealPasswordHashes } from '../fast-password-hashes.js';

const PASSWORD = 'correct horse battery';
const EMAIL = 'ana.elsewhere@example.org';
const FAILED_SIGN_INS = 24;

let api: TestApi;

beforeAll(async () => {
  useRealPasswordHashes();
  api = await createTestApi({ TRUST_PROXY: '1' });
  await setPassword(api.database, await factories(api.database).profile({ email: EMAIL }), PASSWORD);
});
afterAll(() => api.close());

const signIn = (address: string, email: string, password: string) =>
  api.call('POST', '/api/session', { headers: { 'x-forwarded-for': address }, body: { email, password } });

it('many failed sign-ins from one address do not delay a sign-in from another address, with real password hashing', async () => {
  const answered: string[] = [];
  const failedSignIns = Array.from({ length: FAILED_SIGN_INS }, async (_, index) => {
    const { status } = await signIn('203.0.113.9', `nobody-${index}@example.org`, 'hunter two hunter three');
    answered.push(String(status));
  });
  // Wait until the requests have reached the queue: two are being hashed, and the rest wait.
  while (answered.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const before = answered.length;
  expect((await signIn('198.51.100.7', EMAIL, PASSWORD)).status).toBe(201);
  const meanwhile = answered.length - before;
  await Promise.all(failedSignIns);
  expect(answered).toHaveLength(FAILED_SIGN_INS);
  // The hashes that were already running, and those that finished during this request's own database round trips.
  expect(meanwhile).toBeLessThanOrEqual(10);
});
