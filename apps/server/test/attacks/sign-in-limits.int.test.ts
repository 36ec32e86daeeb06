import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setPassword } from '../../src/sign-in/password/passwords.js';
import { createTestApi, type TestApi } from '../api-client.js';
import { factories } from '../factories.js';

const PASSWORD = 'correct horse battery';
const HOME = '198.51.100.7';

/** Servers by the number of trusted proxies. */
const servers = new Map<number, TestApi>();
let email: string;

beforeAll(async () => {
  for (const proxies of [0, 1, 2]) servers.set(proxies, await createTestApi({ TRUST_PROXY: String(proxies) }));
});
afterAll(() => Promise.all([...servers.values()].map((api) => api.close())));

const behind = (proxies: number): TestApi => {
  const api = servers.get(proxies);
  if (!api) throw new Error(`No test server for ${proxies} proxies`);
  return api;
};

async function attempt(
  api: TestApi,
  {
    from = '203.0.113.1',
    forwarded,
    password = 'wrong password',
    as = email,
    headers = {},
  }: {
    from?: string;
    forwarded?: string;
    password?: string;
    as?: string;
    headers?: Record<string, string>;
  },
): Promise<number> {
  const answer = await api.app.inject({
    method: 'POST',
    url: '/api/session',
    remoteAddress: from,
    headers: { 'content-type': 'application/json', ...(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }), ...headers },
    payload: JSON.stringify({ email: as, password }),
  });
  return answer.statusCode;
}

/** Inserts enough failures to block an address for the account, without the slow password hashing. */
const block = (api: TestApi, address: string, account = email, times = 10) =>
  api.database.query(
    'INSERT INTO sign_in_failures (address, account_hash, attempted_at) SELECT $1, sha256($2::text::bytea), now() FROM generate_series(1, $3::int)',
    [address, account, times],
  );

beforeEach(async () => {
  email = `ana-${Math.random()}@example.org`;
});

describe('an attack on the account of another person', () => {
  it('from a thousand addresses does not lock out the owner at a different address', async () => {
    const api = behind(0);
    await setPassword(api.database, await factories(api.database).profile({ email }), PASSWORD);
    await api.database.query(
      `INSERT INTO sign_in_failures (address, account_hash, attempted_at)
       SELECT '203.0.' || host / 250 || '.' || host % 250, sha256($1::text::bytea), now() FROM generate_series(1, 1000) host, generate_series(1, 10)`,
      [email],
    );
    expect(await attempt(api, { from: '203.0.1.5' })).toBe(429);
    expect(await attempt(api, { from: HOME, password: PASSWORD })).toBe(201);
  });

  it('is blocked for every spelling of the email address', async () => {
    const api = behind(0);
    await block(api, '203.0.113.1');
    for (const as of [email, email.toUpperCase(), `\u3000${email}  `, email.replace('a', 'A')])
      expect(await attempt(api, { as })).toBe(429);
    expect(await attempt(api, { as: `x${email}` })).toBe(401);
  });

  it('is blocked for a whole IPv6 /64 network, and for an IPv4-mapped IPv6 address', async () => {
    const api = behind(0);
    await block(api, '2001:db8:1:2::/64');
    await block(api, '203.0.113.9');
    expect(await attempt(api, { from: '2001:db8:1:2:ffff::1' })).toBe(429);
    expect(await attempt(api, { from: '2001:db8:1:3::1' })).toBe(401);
    expect(await attempt(api, { from: '::ffff:203.0.113.9' })).toBe(429);
  });
});

describe('a forged client address', () => {
  const CLAIMS = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'x-client-ip', 'cf-connecting-ip', 'true-client-ip', 'x-cluster-client-ip'];

  it('is ignored in every header if no proxy is trusted', async () => {
    const api = behind(0);
    await block(api, '203.0.113.1');
    for (const name of CLAIMS) expect(await attempt(api, { headers: { [name]: name === 'forwarded' ? `for=${HOME}` : HOME } })).toBe(429);
  });

  it('is ignored in favor of the address that the proxy added', async () => {
    const api = behind(1);
    await block(api, HOME);
    for (const forwarded of [HOME, `10.0.0.1, ${HOME}`, `10.0.0.1, 10.0.0.2,10.0.0.3, ${HOME}`, `garbage, ${HOME}`])
      expect(await attempt(api, { forwarded })).toBe(429);
    expect(await attempt(api, { forwarded: `${HOME}, 192.0.2.44` })).toBe(401);
  });

  it('is ignored in favor of the address that the outer of two proxies added', async () => {
    const api = behind(2);
    await block(api, HOME);
    for (const forwarded of [`${HOME}, 10.9.9.9`, `10.0.0.1, ${HOME}, 10.9.9.9`]) expect(await attempt(api, { forwarded })).toBe(429);
    expect(await attempt(api, { forwarded: `${HOME}, 192.0.2.44, 10.9.9.9` })).toBe(401);
  });
});
