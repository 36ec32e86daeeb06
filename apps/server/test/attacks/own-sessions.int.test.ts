import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/create-app.js';
import { BrowserSessions, type SessionBeginning } from '../../src/platform/auth/browser-sessions.js';
import { parseConfig } from '../../src/platform/config/config.js';
import { createTestApi, type TestApi } from '../api-client.js';
import { entriesOf } from '../audit-entries.js';
import { factories } from '../factories.js';

// People can end their own sessions, for example after losing a device, but cannot see or end those of other people.
const PUBLIC_URL = 'https://skills.example.org';
const SESSION_SECRET = randomBytes(32).toString('hex');

let api: TestApi;
let id: number;
let cookie: string;

beforeAll(async () => {
  api = await createTestApi({ PUBLIC_URL, SESSION_SECRET, DEMO: 'true' });
});
afterAll(() => api.close());
beforeEach(async () => {
  id = await factories(api.database).profile();
  cookie = await sessionOf(id, { address: '192.0.2.1', userAgent: 'Mozilla/5.0 Firefox/140.0' });
});

async function sessionOf(profileId: number, beginning?: SessionBeginning): Promise<string> {
  return (await api.app.get(BrowserSessions).start(profileId, beginning)).split(';')[0] ?? '';
}
const as = (of: string) => ({ headers: { cookie: of } });
const sessionStatus = async (of: string) => (await api.call('GET', '/api/session', as(of))).status;
const list = async (of: string, query = '') => (await api.call('GET', `/api/sessions${query}`, as(of))).body;
const idsOf = async (of: string): Promise<number[]> => (await list(of)).items.map((session: { id: number }) => session.id);

describe('the list of sessions', () => {
  it('shows the address, browser and times of each session, but no token', async () => {
    const elsewhere = await sessionOf(id, { address: '198.51.100.7' });
    await sessionOf(await factories(api.database).profile());
    const page = await list(cookie);
    expect(page).toEqual({
      nextCursor: null,
      items: [
        expect.objectContaining({ address: '198.51.100.7', userAgent: null, isCurrent: false }),
        {
          id: expect.any(Number),
          startedAt: expect.any(String),
          lastUsedAt: expect.any(String),
          expiresAt: expect.any(String),
          address: '192.0.2.1',
          userAgent: 'Mozilla/5.0 Firefox/140.0',
          isCurrent: true,
        },
      ],
    });
    const tokens = await api.database.query<{ token: string }>('SELECT token FROM auth_sessions WHERE profile_id = $1', [id]);
    for (const { token } of tokens) expect(JSON.stringify(page)).not.toContain(token);
    expect((await list(elsewhere)).items.map(({ isCurrent }: { isCurrent: boolean }) => isCurrent)).toEqual([true, false]);
  });

  it('is paginated, and a cursor of another person reveals none of their sessions', async () => {
    for (let n = 0; n < 4; n += 1) await sessionOf(id);
    const all = await idsOf(cookie);
    const first = await list(cookie, '?limit=2');
    const second = await list(cookie, `?limit=2&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map((session: { id: number }) => session.id)).toEqual(all.slice(0, 4));
    const other = await sessionOf(await factories(api.database).profile());
    const otherIds = await idsOf(other);
    const withCursor = await list(other, `?cursor=${first.nextCursor}`);
    for (const session of withCursor.items) expect(otherIds).toContain(session.id);
  });

  it('omits expired sessions, and shows the time of last use to the hour', async () => {
    const [old, stale] = [await sessionOf(id), await sessionOf(id)];
    const [current, oldId, staleId] = (await idsOf(cookie)).toSorted((one, other) => one - other);
    await api.database.query("UPDATE auth_sessions SET created_at = now() - interval '30 days' WHERE id = $1", [oldId]);
    await api.database.query("UPDATE auth_sessions SET expires_at = now() - interval '1 second' WHERE id = $1", [staleId]);
    await api.database.query("UPDATE auth_sessions SET updated_at = now() - interval '3 hours' WHERE id = $1", [current]);
    expect([await sessionStatus(old), await sessionStatus(stale)]).toEqual([401, 401]);
    // Any request updates the time of last use, not only GET /api/session.
    expect((await api.call('GET', '/api/skills', as(cookie))).status).toBe(200);
    const { items } = await list(cookie);
    expect(items).toMatchObject([{ id: current, isCurrent: true }]);
    expect(Date.now() - Date.parse(items[0].lastUsedAt)).toBeLessThan(3_600_000);
  });
});

describe('ending sessions', () => {
  it('by id ends only that session', async () => {
    const [stolen, other] = [await sessionOf(id), await sessionOf(id)];
    const [, stolenId] = (await idsOf(cookie)).toSorted((one, another) => one - another);
    const answer = await api.call('DELETE', `/api/sessions/${stolenId}`, as(cookie));
    expect([answer.status, answer.headers['set-cookie']]).toEqual([204, undefined]);
    expect([await sessionStatus(cookie), await sessionStatus(stolen), await sessionStatus(other)]).toEqual([200, 401, 200]);
    expect((await api.call('DELETE', `/api/sessions/${stolenId}`, as(cookie))).status).toBe(404);
  });

  it('by the id of the current session signs the person out', async () => {
    const [own] = await idsOf(cookie);
    const answer = await api.call('DELETE', `/api/sessions/${own}`, as(cookie));
    expect(answer.status).toBe(204);
    expect(String(answer.headers['set-cookie'])).toMatch(/; Max-Age=0;/);
    expect(await sessionStatus(cookie)).toBe(401);
  });

  it('ends all other sessions of that person, but no tokens and no sessions of other people', async () => {
    const others = [await sessionOf(id), await sessionOf(id)];
    const ofAnotherPerson = await sessionOf(await factories(api.database).profile());
    const token = await api.tokenOf(id);
    const before = (await entriesOf(api.database)).at(-1)?.id;
    expect((await api.call('DELETE', '/api/sessions', as(cookie))).status).toBe(204);
    expect(await Promise.all([cookie, ...others, ofAnotherPerson].map(sessionStatus))).toEqual([200, 401, 401, 200]);
    expect((await api.call('GET', '/api/skills', { token })).status).toBe(200);
    expect(await entriesOf(api.database, before)).toEqual([]);
    expect((await api.call('DELETE', '/api/sessions', as(cookie))).status).toBe(204);
  });

  it('by the id of another person’s session fails with the same 404 as an unknown id, even for an admin', async () => {
    const other = await sessionOf(await factories(api.database).profile());
    const [otherId] = await idsOf(other);
    const admin = await sessionOf(await factories(api.database).profile({ isAdmin: true }));
    for (const who of [cookie, admin]) {
      const [theirs, none] = await Promise.all([otherId, 999_999_999].map((each) => api.call('DELETE', `/api/sessions/${each}`, as(who))));
      expect([theirs?.status, theirs?.body]).toEqual([404, none?.body]);
    }
    expect(await sessionStatus(other)).toBe(200);
  });

  it('is rejected for a request from another site and for an API token', async () => {
    const other = await sessionOf(id);
    const [newest] = await idsOf(cookie);
    const token = await api.tokenOf(id);
    for (const path of ['/api/sessions', `/api/sessions/${newest}`]) {
      const foreign = await api.call('DELETE', path, { headers: { cookie, origin: 'https://evil.example' } });
      const program = await api.call('DELETE', path, { token });
      expect([foreign.status, program.status]).toEqual([403, 403]);
      expect(program.body.detail).toMatch(/^API tokens cannot do this/);
    }
    expect((await api.call('GET', '/api/sessions', { token })).status).toBe(403);
    expect([await sessionStatus(cookie), await sessionStatus(other)]).toEqual([200, 200]);
  });

  it('from several sessions simultaneously causes no deadlock and leaves at most one session', async () => {
    for (let round = 0; round < 5; round += 1) {
      const mine = await Promise.all(Array.from({ length: 6 }, () => sessionOf(id)));
      const answers = await Promise.all(mine.map((each) => api.call('DELETE', '/api/sessions', as(each))));
      // A session that another request has already ended gets 401.
      for (const { status } of answers) expect([204, 401]).toContain(status);
      const left = (await Promise.all(mine.map(sessionStatus))).filter((status) => status === 200);
      expect(left.length).toBeLessThanOrEqual(1);
    }
  });
});

describe('an admin', () => {
  it('can end all sessions of a person, which keeps their tokens and is recorded in the audit log', async () => {
    const adminId = await factories(api.database).profile({ isAdmin: true });
    const [admin, other, elsewhere] = [
      await sessionOf(adminId),
      await sessionOf(id),
      await sessionOf(await factories(api.database).profile()),
    ];
    const token = await api.tokenOf(id);
    const before = (await entriesOf(api.database)).at(-1)?.id;
    expect((await api.call('DELETE', `/api/profiles/${id}/sessions`, as(admin))).status).toBe(204);
    expect(await Promise.all([cookie, other, admin, elsewhere].map(sessionStatus))).toEqual([401, 401, 200, 200]);
    expect((await api.call('GET', '/api/skills', { token })).status).toBe(200);
    expect(await entriesOf(api.database, before)).toMatchObject([
      { action: 'sign_in.sessions_ended', actorId: adminId, profileId: id, details: { before: { sessions: 2 } } },
    ]);
    expect((await api.call('DELETE', '/api/profiles/999999999/sessions', as(admin))).status).toBe(404);
  });

  it('is required for ending the sessions of another person', async () => {
    const other = await sessionOf(await factories(api.database).profile());
    expect((await api.call('DELETE', `/api/profiles/${id}/sessions`, as(other))).status).toBe(403);
    expect(await sessionStatus(cookie)).toBe(200);
  });
});

describe('a demo that was turned off', () => {
  it('rejects sessions that were started without a password, but accepts other sessions and tokens', async () => {
    const admin = await factories(api.database).profile({ email: 'ingrid.halvorsen@example.org', isAdmin: true });
    await factories(api.database).project({ techLeadId: admin, externalId: 'demo:harbour' });
    const demoSession = await api.call('POST', '/api/demo_session', {
      body: { persona: 'admin' },
      headers: { 'user-agent': 'Firefox/140.0' },
    });
    const demoCookie = String(demoSession.headers['set-cookie']).split(';')[0] ?? '';
    const passwordCookie = await sessionOf(admin);
    const token = await api.tokenOf(admin);
    expect((await api.call('GET', '/api/session', as(demoCookie))).body).toMatchObject({ signedInWith: 'demo' });
    expect((await api.call('GET', '/api/session', as(passwordCookie))).body).toMatchObject({ signedInWith: 'password' });
    // Many people share a demo persona, so their addresses are hidden from each other.
    const seen = (await list(demoCookie)).items.find(({ isCurrent }: { isCurrent: boolean }) => isCurrent);
    expect(seen).toMatchObject({ address: null, userAgent: 'Firefox/140.0' });

    const config = parseConfig({ DATABASE_URL: api.ownerUrl, SESSION_SECRET, PUBLIC_URL });
    expect(config.demo).toBe(false);
    const off = await createApp({ config, database: api.database, readDatabase: api.readDatabase }, false);
    try {
      const ask = async (method: 'GET' | 'POST' | 'DELETE', url: string, headers: Record<string, string>, payload?: object) =>
        (await off.inject({ method, url, headers, payload })).statusCode;
      for (const cookieHeader of [{ cookie: demoCookie }, { cookie: demoCookie, origin: PUBLIC_URL }] as Record<string, string>[]) {
        expect(await ask('GET', '/api/session', cookieHeader)).toBe(401);
        expect(await ask('GET', '/api/audit_log', cookieHeader)).toBe(401);
        expect(await ask('POST', '/api/skills', cookieHeader, { name: 'Rust', category: 'x' })).toBe(401);
        expect(await ask('DELETE', '/api/sessions', cookieHeader)).toBe(401);
      }
      expect(await ask('POST', '/api/demo_session', {}, { persona: 'admin' })).toBe(404);
      expect(await ask('GET', '/api/session', { cookie: passwordCookie })).toBe(200);
      expect(await ask('GET', '/api/session', { authorization: `Bearer ${token}` })).toBe(200);
      const listed = await off.inject({ method: 'GET', url: '/api/sessions', headers: { cookie: passwordCookie } });
      expect(listed.json().items).toHaveLength(1);
    } finally {
      await off.close();
    }
    expect(await sessionStatus(demoCookie)).toBe(200);
  });
});
