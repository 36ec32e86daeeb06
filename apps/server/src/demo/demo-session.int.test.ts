import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { BrowserSessions } from '../platform/auth/browser-sessions.js';
import { factories } from '../../test/factories.js';

const AS_ADMIN = { body: { persona: 'admin' } };
const EMAIL = 'ingrid.halvorsen@example.org';

async function withPersona(environment: NodeJS.ProcessEnv, externalId: string | undefined): Promise<TestApi> {
  const api = await createTestApi(environment);
  const make = factories(api.database);
  const id = await make.profile({ email: EMAIL, name: 'Ingrid Halvorsen', isAdmin: true });
  if (externalId !== undefined) await make.project({ techLeadId: id, externalId });
  return api;
}

describe('a demo installation', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await withPersona({ DEMO: 'true' }, 'demo:harbour');
  });
  afterAll(() => api.close());

  it('lists its personas without a sign-in', async () => {
    expect((await api.call('GET', '/api/installation')).body).toEqual({
      demo: true,
      personas: [{ persona: 'admin', role: 'Admin', name: 'Ingrid Halvorsen', email: EMAIL }],
    });
  });

  it('lets anyone sign in as a persona', async () => {
    const answer = await api.call('POST', '/api/demo_session', AS_ADMIN);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ email: EMAIL, isAdmin: true });
    const cookie = String(answer.headers['set-cookie']).split(';', 1)[0] ?? '';
    expect((await api.call('GET', '/api/session', { headers: { cookie } })).body).toMatchObject({ profile: { email: EMAIL } });
  });

  it('rejects a sign-in from another site and for an unknown persona', async () => {
    expect((await api.call('POST', '/api/demo_session', { ...AS_ADMIN, headers: { origin: 'https://evil.example' } })).status).toBe(403);
    expect((await api.call('POST', '/api/demo_session', { body: { persona: 'owner' } })).status).toBe(400);
    expect((await api.call('POST', '/api/demo_session', { body: { persona: 'member' } })).status).toBe(404);
  });

  it('limits the number of sessions without a password, and does not delete other sessions', async () => {
    const [persona] = await api.database.query<{ id: number }>('SELECT id FROM profiles WHERE email = $1', [EMAIL]);
    await api.app.get(BrowserSessions).start(persona?.id ?? 0);
    for (let times = 0; times < 210; times += 1) await api.call('POST', '/api/demo_session', AS_ADMIN);
    const [kept] = await api.database.query(
      'SELECT count(*) FILTER (WHERE without_password)::int AS clicks, count(*) FILTER (WHERE NOT without_password)::int AS others FROM auth_sessions',
    );
    expect(kept).toEqual({ clicks: 200, others: 1 });
  });

  it('does not let anyone sign in as a persona who has left', async () => {
    await api.database.query('UPDATE profiles SET deactivated_at = now() WHERE email = $1', [EMAIL]);
    expect((await api.call('POST', '/api/demo_session', AS_ADMIN)).status).toBe(404);
    expect((await api.call('GET', '/api/installation')).body).toEqual({ demo: false, personas: [] });
  });
});

it('rejects a demo sign-in that came through a proxy unless DEMO is set', async () => {
  // The embedded database makes it a demo by default.
  const api = await withPersona({ DATABASE_URL: '' }, 'demo:harbour');
  expect((await api.call('POST', '/api/demo_session', AS_ADMIN)).status).toBe(201);
  for (const name of ['x-forwarded-for', 'forwarded', 'via'])
    expect((await api.call('POST', '/api/demo_session', { ...AS_ADMIN, headers: { [name]: '192.0.2.1' } })).status).toBe(404);
  await api.close();
});

describe.each([
  ['that is not a demo but has the demo data', { DEMO: 'false' }, 'demo:harbour'],
  ['that is a demo but has another organization', { DEMO: 'true' }, 'payroll:1'],
  ['that is a demo but has no data', { DEMO: 'true' }, undefined],
])('an installation %s', (_, environment, externalId) => {
  it('has no personas', async () => {
    const api = await withPersona(environment, externalId);
    expect((await api.call('GET', '/api/installation')).body).toEqual({ demo: false, personas: [] });
    expect(await api.call('POST', '/api/demo_session', AS_ADMIN)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    await api.close();
  });
});
