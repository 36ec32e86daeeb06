import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/api-client.js';
import { factories } from '../../../test/factories.js';
import { createInvitation } from './invitations.js';
import { setPassword } from '../password/passwords.js';

const PASSWORD = 'correct horse battery';
const DAY_MS = 24 * 60 * 60_000;

let api: TestApi;
let asAdmin: string;
let id: number;
let email: string;

beforeAll(async () => {
  api = await createTestApi({ PUBLIC_URL: 'https://skills.example.org' });
  asAdmin = await api.tokenOf(await factories(api.database).profile({ isAdmin: true }));
});
afterAll(() => api.close());
beforeEach(async () => {
  await api.database.query('DELETE FROM sign_in_failures');
  email = `ana-${Math.random()}@example.org`;
  id = await factories(api.database).profile({ email });
});

const invite = (profileId = id, token = asAdmin) => api.call('POST', `/api/profiles/${profileId}/invitation`, { token });
const codeOf = (url: string) => url.split('/').at(-1) ?? '';
const accept = async (code: string, password = PASSWORD) =>
  (await api.call('POST', `/api/invitations/${code}`, { body: { password } })).status;
const signIn = (password = PASSWORD) => api.call('POST', '/api/session', { body: { email, password } });

describe('POST /api/profiles/:id/invitation', () => {
  test('returns a link that is valid for seven days, and stores only the hash of its code', async () => {
    const { status, body } = await invite();
    expect(status).toBe(201);
    expect(body.url).toMatch(/^https:\/\/skills\.example\.org\/invitations\/[\w-]{43}$/);
    expect(Math.abs(Date.parse(body.expiresAt) - Date.now() - 7 * DAY_MS)).toBeLessThan(60_000);
    const rows = await api.database.query<{ row: string }>('SELECT invitations::text AS row FROM invitations');
    const code = codeOf(body.url);
    expect(rows.filter(({ row }) => row.includes(code) || row.includes(Buffer.from(code).toString('hex')))).toEqual([]);
  });

  test('requires an admin and an active person', async () => {
    expect((await invite(id, await api.tokenOf(id))).status).toBe(403);
    expect((await invite(999_999_999)).status).toBe(404);
    await api.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [id]);
    expect((await invite()).status).toBe(409);
  });

  test('replaces the previous invitation', async () => {
    const [previous, latest] = [codeOf((await invite()).body.url), codeOf((await invite()).body.url)];
    expect(await accept(previous)).toBe(404);
    expect(await accept(latest)).toBe(204);
  });
});

describe('POST /api/invitations/:code', () => {
  test('sets the password only once', async () => {
    const code = codeOf((await invite()).body.url);
    expect(await accept(code)).toBe(204);
    expect((await signIn()).status).toBe(201);
    expect(await accept(code, 'another password')).toBe(404);
    expect((await signIn()).status).toBe(201);
  });

  test('ends the existing sessions of the person', async () => {
    await setPassword(api.database, id, 'the former password');
    const cookie = [(await signIn('the former password')).headers['set-cookie']].flat()[0]?.split(';')[0] ?? '';
    expect((await api.call('GET', '/api/session', { headers: { cookie } })).status).toBe(200);
    expect(await accept(codeOf((await invite()).body.url))).toBe(204);
    expect((await api.call('GET', '/api/session', { headers: { cookie } })).status).toBe(401);
    expect((await signIn('the former password')).status).toBe(401);
  });

  test('accepts only one of several simultaneous requests with the same code', async () => {
    for (let round = 0; round < 5; round++) {
      const code = codeOf((await invite()).body.url);
      const passwords = ['copper window salt', 'velvet tangle moth', 'quiet harbour fjord'];
      const statuses = await Promise.all(passwords.map((password) => accept(code, password)));
      expect(statuses.toSorted()).toEqual([204, 404, 404]);
      expect((await signIn(passwords[statuses.indexOf(204)])).status).toBe(201);
    }
  });

  test('rejects common passwords, and passwords from the name or address of the person, with an error for the field', async () => {
    await api.database.query("UPDATE profiles SET name = 'Zebulon Pike' WHERE id = $1", [id]);
    const code = codeOf((await invite()).body.url);
    for (const password of ['password1234', 'Zebulon.Pike.', email.split('@')[0] ?? '']) {
      const { status, body } = await api.call('POST', `/api/invitations/${code}`, { body: { password } });
      expect([status, body.errors]).toEqual([400, [{ path: 'password', message: 'is easy to guess', reason: 'easy_password' }]]);
    }
    const person = { name: 'Zebulon Pike', email: `pike-${Math.random()}@example.org`, password: 'zebulon-zebulon' };
    expect((await api.call('POST', '/api/profiles', { token: asAdmin, body: person })).status).toBe(400);
    expect(await accept(code)).toBe(204);
  });

  test.each(['short', 'x'.repeat(11), 'x'.repeat(201)])('rejects the password %s, and the code can still be used', async (password) => {
    const code = codeOf((await invite()).body.url);
    expect(await accept(code, password)).toBe(400);
    expect(await accept(code)).toBe(204);
  });

  test('rejects an unknown code, an expired code and a code of a person who has left', async () => {
    expect(await accept('made-up')).toBe(404);
    const publicUrl = 'https://skills.example.org';
    const expired = await createInvitation(api.database, { profileId: id, publicUrl }, new Date(Date.now() - 7 * DAY_MS));
    expect(await accept(codeOf(expired.url))).toBe(404);
    const left = codeOf((await invite()).body.url);
    await api.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [id]);
    expect(await accept(left)).toBe(404);
  });
});
