import type { FastifyRequest } from 'fastify';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/api-client.js';
import { factories } from '../../../test/factories.js';
import { BrowserSessions } from '../auth/browser-sessions.js';
import { pageSession, type PageSession } from './page-session.js';

let api: TestApi;
let cookie: string;

beforeAll(async () => {
  api = await createTestApi();
  const id = await factories(api.database).profile({ name: 'Ana Dev' });
  cookie = (await api.app.get(BrowserSessions).start(id)).split(';')[0] ?? '';
});
afterAll(() => api.close());

/** Returns the session for a page that is requested with this `Cookie` header. */
function sessionFor(header: string | undefined): Promise<PageSession> {
  const request = { headers: { cookie: header, host: 'localhost' }, ip: '127.0.0.1' } as unknown as FastifyRequest;
  return pageSession(api.app.getHttpAdapter().getInstance(), api.app.get(BrowserSessions), request);
}

it('returns the same session as /api/session for a signed-in person', async () => {
  const { body } = await api.call('GET', '/api/session', { headers: { cookie } });
  expect(body.profile.name).toBe('Ana Dev');
  const session = await sessionFor(cookie);
  expect(session).toMatchObject({ is: 'known' });
  expect(JSON.parse(session.is === 'known' ? session.session : '')).toEqual(body);
});

describe('while the database does not respond', () => {
  let owner: pg.Client;
  beforeAll(async () => {
    owner = new pg.Client({ connectionString: api.ownerUrl });
    await owner.connect();
    await owner.query('BEGIN');
    await owner.query('LOCK TABLE auth_sessions');
  });
  afterAll(() => owner.end());

  it('returns an unknown session without a long delay', async () => {
    expect(await sessionFor(cookie)).toEqual({ is: 'unknown' });
  });

  it.each([
    ['no cookie', undefined],
    ['an unrelated cookie', 'theme=dark'],
    ['a session with an invalid signature', 'skilltrace.session_token=stolen.AAAA'],
  ])('returns no session for %s without a lookup', async (_name, header) => {
    const inject = vi.spyOn(api.app.getHttpAdapter().getInstance(), 'inject');
    expect(await sessionFor(header)).toEqual({ is: 'none' });
    expect(inject).not.toHaveBeenCalled();
    inject.mockRestore();
  });
});

it('returns no session after the session was ended elsewhere', async () => {
  await api.database.query('DELETE FROM auth_sessions');
  expect(await sessionFor(cookie)).toEqual({ is: 'none' });
});
