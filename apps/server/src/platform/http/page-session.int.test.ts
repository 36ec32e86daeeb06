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

/** What a page is told that is asked for with that `Cookie` header. */
function toldTo(header: string | undefined): Promise<PageSession> {
  const request = { headers: { cookie: header, host: 'localhost' }, ip: '127.0.0.1' } as unknown as FastifyRequest;
  return pageSession(api.app.getHttpAdapter().getInstance(), api.app.get(BrowserSessions), request);
}

it('somebody who is signed in is told with the very answer of /api/session', async () => {
  const { body } = await api.call('GET', '/api/session', { headers: { cookie } });
  expect(body.profile.name).toBe('Ana Dev');
  const told = await toldTo(cookie);
  expect(told).toMatchObject({ is: 'known' });
  expect(JSON.parse(told.is === 'known' ? told.session : '')).toEqual(body);
});

describe('while the database does not answer', () => {
  let owner: pg.Client;
  beforeAll(async () => {
    owner = new pg.Client({ connectionString: api.ownerUrl });
    await owner.connect();
    await owner.query('BEGIN');
    await owner.query('LOCK TABLE auth_sessions');
  });
  afterAll(() => owner.end());

  it('the page is not held up, and nothing is said', async () => {
    expect(await toldTo(cookie)).toEqual({ is: 'unknown' });
  });

  it.each([
    ['no cookie', undefined],
    ['a cookie of something else', 'theme=dark'],
    ['a session that nobody signed', 'skilltrace.session_token=stolen.AAAA'],
  ])('with %s it is nobody, and nothing is asked', async (_name, header) => {
    const asking = vi.spyOn(api.app.getHttpAdapter().getInstance(), 'inject');
    expect(await toldTo(header)).toEqual({ is: 'none' });
    expect(asking).not.toHaveBeenCalled();
    asking.mockRestore();
  });
});

it('a session that was ended elsewhere is nobody’s', async () => {
  await api.database.query('DELETE FROM auth_sessions');
  expect(await toldTo(cookie)).toEqual({ is: 'none' });
});
