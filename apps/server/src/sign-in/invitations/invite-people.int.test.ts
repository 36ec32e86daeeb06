import { invitationsOfPeople, profilePage } from '@skilltrace/contract';
import { MOST_INVITATIONS } from '@skilltrace/domain/limits';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/api-client.js';
import { factories } from '../../../test/factories.js';
import { setPassword } from '../password/passwords.js';

const PASSWORD = 'correct horse battery';

let api: TestApi;
let make: ReturnType<typeof factories>;
let adminId: number;
let asAdmin: string;

beforeAll(async () => {
  api = await createTestApi({ PUBLIC_URL: 'https://skills.example.org' });
  make = factories(api.database);
  adminId = await make.profile({ isAdmin: true });
  asAdmin = await api.tokenOf(adminId);
});
afterAll(() => api.close());

const invite = (profileIds: unknown, token = asAdmin) => api.call('POST', '/api/invitations', { token, body: { profileIds } });
const accept = async (url: string) =>
  (await api.call('POST', `/api/invitations/${url.split('/').at(-1)}`, { body: { password: PASSWORD } })).status;

describe('POST /api/invitations', () => {
  test('gives each person who cannot sign in a link of their own, and skips the others with a reason', async () => {
    const [ana, ben, withPassword, left] = [await make.profile(), await make.profile(), await make.profile(), await make.profile()];
    await setPassword(api.database, withPassword, PASSWORD);
    await api.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [left]);
    const { status, body } = await invite([ana, ben, ana, withPassword, left, 999_999_999]);
    expect(status).toBe(201);
    expect(invitationsOfPeople.parse(body)).toEqual(body);
    expect(body.invitations.map(({ profileId }: { profileId: number }) => profileId).toSorted()).toEqual([ana, ben].toSorted());
    expect(body.skipped.map(({ profileId, reason }: { profileId: number; reason: string }) => [profileId, reason])).toEqual(
      expect.arrayContaining([
        [withPassword, 'CAN_SIGN_IN'],
        [left, 'INACTIVE'],
        [999_999_999, 'UNKNOWN'],
      ]),
    );
    const stored = await api.database.query<{ row: string }>('SELECT invitations::text AS row FROM invitations');
    for (const { url } of body.invitations) {
      expect(url).toMatch(/^https:\/\/skills\.example\.org\/invitations\/[\w-]{43}$/);
      expect(stored.filter(({ row }) => row.includes(url.split('/').at(-1)))).toEqual([]);
      expect(await accept(url)).toBe(204);
    }
    const [entries] = await api.database.query<{ count: number }>(
      "SELECT count(*) FROM audit_entries WHERE action = 'invitation.made' AND profile_id = ANY ($1)",
      [[ana, ben, withPassword, left]],
    );
    expect(entries?.count).toBe(2);
  });

  test('replaces previous links, and of two simultaneous requests one link works', async () => {
    const people = [await make.profile(), await make.profile()];
    const [first, second] = await Promise.all([invite(people), invite(people.toReversed())]);
    const urls = [...first.body.invitations, ...second.body.invitations].map(({ url }: { url: string }) => url);
    expect(urls).toHaveLength(4);
    const statuses = [];
    for (const url of urls) statuses.push(await accept(url));
    expect(statuses.toSorted()).toEqual([204, 204, 404, 404]);
  });

  test('invites the most people of one request in seconds, and rejects more', async () => {
    const people = await api.database.query<{ id: number }>(
      "INSERT INTO profiles (email, name) SELECT 'many-' || n || '@example.org', 'Many ' || n FROM generate_series(1, $1::int) n RETURNING id",
      [MOST_INVITATIONS],
    );
    const ids = people.map(({ id }) => id);
    const started = performance.now();
    const { status, body } = await invite(ids);
    expect([status, body.invitations.length]).toEqual([201, MOST_INVITATIONS]);
    expect(performance.now() - started).toBeLessThan(20_000);
    expect((await invite([...ids, adminId])).status).toBe(400);
  });

  test('requires an admin, and rejects a body without people', async () => {
    const person = await make.profile();
    expect((await invite([person], await api.tokenOf(person))).status).toBe(403);
    for (const ids of [[], null, ['1'], [0], 'x']) expect((await invite(ids)).status).toBe(400);
  });
});

describe('GET /api/profiles', () => {
  test('shows admins who can sign in, and filters by it', async () => {
    const [active, invited, none] = [await make.profile(), await make.profile(), await make.profile()];
    await api.database.query("UPDATE profiles SET name = 'Filtered ' || id WHERE id = ANY ($1)", [[active, invited, none]]);
    await setPassword(api.database, active, PASSWORD);
    const { expiresAt } = (await invite([invited])).body.invitations[0];
    const list = async (query: string) => (await api.call('GET', `/api/profiles?search=Filtered${query}`, { token: asAdmin })).body;
    expect(profilePage.parse(await list(''))).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ id: active, access: 'active', invitedUntil: null }),
        expect.objectContaining({ id: invited, access: 'invited', invitedUntil: expiresAt }),
        expect.objectContaining({ id: none, access: 'none', invitedUntil: null }),
      ]),
    });
    for (const [access, id] of Object.entries({ active, invited, none }))
      expect((await list(`&access=${access}`)).items.map((person: { id: number }) => person.id)).toEqual([id]);
    await api.database.query("UPDATE invitations SET expires_at = now() - interval '1 second' WHERE profile_id = $1", [invited]);
    expect((await list('&access=none')).items).toHaveLength(2);
  });

  test('hides from others who can sign in', async () => {
    const token = await api.tokenOf(await make.profile());
    const { items } = (await api.call('GET', '/api/profiles?limit=5', { token })).body;
    for (const person of items) expect(Object.keys(person)).toEqual(['id', 'name', 'title', 'avatarUrl', 'isActive']);
    expect((await api.call('GET', '/api/profiles?access=none', { token })).status).toBe(403);
  });
});
