import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { propertyRuns } from '../property-runs.js';
import { BrowserSessions } from '../../src/platform/auth/browser-sessions.js';
import { changeInTurn } from '../../src/platform/database/change-in-turn.js';
import { createApiToken } from '../../src/sign-in/tokens/api-tokens.js';
import { createInvitation } from '../../src/sign-in/invitations/invitations.js';
import { hashNewPassword, storePassword } from '../../src/sign-in/password/passwords.js';
import { createTestApi, type TestApi } from '../api-client.js';
import { entriesOf } from '../audit-entries.js';
import { factories } from '../factories.js';

// When a credential ends, every credential that it created for others ends too, regardless of how it ended.
const PASSWORD = 'correct horse battery';

let api: TestApi;
let make: ReturnType<typeof factories>;
let hash: string;
/** `giver` creates the credentials, `other` is an admin who remains, `second` and `person` receive credentials. */
let ids: { giver: number; other: number; second: number; person: number };
let asOther: string;

beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
  hash = await hashNewPassword(PASSWORD);
});
afterAll(() => api.close());
beforeEach(async () => {
  ids = {
    giver: await make.profile({ isAdmin: true }),
    other: await make.profile({ isAdmin: true }),
    second: await make.profile({ isAdmin: true }),
    person: await make.profile(),
  };
  for (const id of [ids.giver, ids.other]) await storePassword(api.database, id, hash);
  asOther = await api.tokenOf(ids.other);
});

const sessionOf = async (profileId: number) => ({ cookie: (await api.app.get(BrowserSessions).start(profileId)).split(';')[0] ?? '' });
type Credential = { token?: string; headers?: Record<string, string> };
const give = async (by: Credential, profileId: number, body: object = {}) => {
  const answer = await api.call('POST', '/api/api_tokens', { ...by, body: { name: 'given', profileId, ...body } });
  expect(answer.status).toBe(201);
  return answer.body.token as string;
};
const invite = async (by: Credential, profileId: number) => {
  const answer = await api.call('POST', `/api/profiles/${profileId}/invitation`, by);
  expect(answer.status).toBe(201);
  return new URL(answer.body.url).pathname.split('/').at(-1) ?? '';
};
const statusOf = async (token: string) => (await api.call('GET', '/api/session', { token })).status;
const accept = async (code: string) =>
  (await api.call('POST', `/api/invitations/${code}`, { body: { password: 'staple over the wide river' } })).status;

const ENDS: Record<string, () => Promise<unknown>> = {
  'leaving through the API': () => api.call('PATCH', `/api/profiles/${ids.giver}`, { token: asOther, body: { isActive: false } }),
  'demotion through the API': () => api.call('PATCH', `/api/profiles/${ids.giver}`, { token: asOther, body: { isAdmin: false } }),
  erasure: async () => {
    const [row] = await api.database.query<{ email: string }>('SELECT email FROM profiles WHERE id = $1', [ids.giver]);
    return api.call('POST', `/api/profiles/${ids.giver}/erase`, { token: asOther, body: { confirm: row?.email } });
  },
  'a new password': async () =>
    api.call('PUT', '/api/session/password', {
      headers: await sessionOf(ids.giver),
      body: { currentPassword: PASSWORD, newPassword: 'staple over the wide river' },
    }),
  'a new password from an invitation': async () => accept(await invite({ token: asOther }, ids.giver)),
  'demotion by SQL': () => api.database.query('UPDATE profiles SET is_admin = false WHERE id = $1', [ids.giver]),
  'leaving by SQL': () => api.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [ids.giver]),
};

describe.each(Object.keys(ENDS))('%s', (name) => {
  const end = async () => {
    const answer = await ENDS[name]?.();
    if (typeof answer === 'object' && answer !== null && 'status' in answer) expect(answer.status).toBeLessThan(300);
  };

  it('ends the tokens and invitations that the person created for others, and those created with them', async () => {
    const session = { headers: await sessionOf(ids.giver) };
    const given = await give(session, ids.person);
    const toAdmin = await give(session, ids.second);
    const grandchild = await give({ token: toAdmin }, ids.person);
    const selfOfGrandchild = await give({ token: toAdmin }, ids.second);
    const code = await invite(session, ids.person);
    const codeOfChild = await invite({ token: toAdmin }, await make.profile());
    const all = [given, toAdmin, grandchild, selfOfGrandchild];
    expect(await Promise.all(all.map(statusOf))).toEqual([200, 200, 200, 200]);

    await end();
    expect(await Promise.all(all.map(statusOf))).toEqual([401, 401, 401, 401]);
    expect([await accept(code), await accept(codeOfChild)]).toEqual([404, 404]);
  });

  it('ends these credentials permanently, even if the person comes back', async () => {
    const given = await give({ headers: await sessionOf(ids.giver) }, ids.person);
    await end();
    await api.database
      .query('UPDATE profiles SET is_admin = true, deactivated_at = NULL WHERE id = $1 AND erased_at IS NULL', [ids.giver])
      .catch(() => {});
    expect(await statusOf(given)).toBe(401);
  });

  it('does not end tokens and invitations from other people', async () => {
    const theirs = await give({ token: asOther }, ids.person);
    const code = await invite({ token: asOther }, ids.person);
    await end();
    expect(await statusOf(theirs)).toBe(200);
    expect(await accept(code)).toBe(204);
  });
});

describe('a token', () => {
  it('ends the credentials created with it when it is revoked, over several generations, but no others', async () => {
    const root = await api.call('POST', '/api/api_tokens', { token: asOther, body: { name: 'root', profileId: ids.giver } });
    const beside = await give({ token: asOther }, ids.person);
    const chain = [root.body.token as string];
    for (let generation = 0; generation < 5; generation += 1)
      chain.push(await give({ token: chain.at(-1) ?? '' }, generation % 2 === 0 ? ids.second : ids.giver));
    const code = await invite({ token: chain.at(-1) ?? '' }, ids.person);
    expect((await api.call('DELETE', `/api/api_tokens/${root.body.id}`, { token: asOther })).status).toBe(204);
    expect(await Promise.all(chain.map(statusOf))).toEqual(chain.map(() => 401));
    expect([await statusOf(beside), await accept(code)]).toEqual([200, 404]);
    const revoked = (await entriesOf(api.database)).filter(({ action }) => action === 'api_token.revoked').slice(-chain.length);
    expect(revoked.map(({ actorId }) => actorId)).toEqual(chain.map(() => ids.other));
  });

  it('cannot create a credential that expires later than itself', async () => {
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const short = await give({ token: asOther }, ids.giver, { expiresAt });
    const later = new Date(Date.parse(expiresAt) + 1).toISOString();
    expect(await api.call('POST', '/api/api_tokens', { token: short, body: { name: 'x', expiresAt: later } })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'expiresAt' }] },
    });
    await give({ token: short }, ids.person);
    const invited = await api.call('POST', `/api/profiles/${ids.person}/invitation`, { token: short });
    expect(invited.body.expiresAt).toBe(expiresAt);
    const [row] = await api.database.query<{ expiresAt: string }>(
      'SELECT expires_at AS "expiresAt" FROM api_tokens ORDER BY id DESC LIMIT 1',
    );
    expect(row?.expiresAt).toBe(expiresAt);
  });
});

it('a new password ends the pending invitation of that person, but not their own token', async () => {
  const code = await invite({ token: asOther }, ids.giver);
  const own = await api.tokenOf(ids.giver);
  await ENDS['a new password']?.();
  expect([await accept(code), await statusOf(own)]).toEqual([404, 200]);
});

it('a new hash of the same password ends no credentials', async () => {
  const given = await give({ headers: await sessionOf(ids.giver) }, ids.person);
  await api.database.query("UPDATE auth_accounts SET password = password || 'x' WHERE profile_id = $1", [ids.giver]);
  expect(await statusOf(given)).toBe(200);
});

describe('a credential created while its creator loses admin rights', () => {
  const RACES = {
    demotion: (id: number) => change('UPDATE profiles SET is_admin = false WHERE id = $1', id),
    leaving: (id: number) => change('UPDATE profiles SET deactivated_at = now() WHERE id = $1', id),
  };
  const change = (statement: string, id: number) =>
    api.database.transaction(async (transaction) => {
      await changeInTurn(transaction);
      await transaction.query(statement, [id]);
    });

  it.each(Object.entries(RACES))('is rejected or ends, in any order of events: %s', async (_name, end) => {
    const survivors = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 6 }), fc.boolean(), async (delay, tokenFirst) => {
        const giver = await make.profile({ isAdmin: true });
        await storePassword(api.database, giver, hash);
        const person = await make.profile();
        const wait = () => new Promise((resolve) => setTimeout(resolve, delay));
        const giving = async () => {
          if (!tokenFirst) await wait();
          const token = await createApiToken(api.database, { name: 'x', profileId: person, creator: { profileId: giver } }).catch(
            () => undefined,
          );
          await createInvitation(api.database, {
            profileId: person,
            creator: { profileId: giver },
            publicUrl: 'https://x.example.org',
          }).catch(() => undefined);
          return token;
        };
        const ending = async () => {
          if (tokenFirst) await wait();
          await end(giver);
          return Date.now();
        };
        await Promise.all([giving(), ending()]);
        const [left] = await api.database.query<{ tokens: number; invitations: number }>(
          `SELECT (SELECT count(*) FROM api_tokens t WHERE created_by_id = $1 AND revoked_at IS NULL
                    AND NOT (p.is_admin AND p.deactivated_at IS NULL)) AS tokens,
                  (SELECT count(*) FROM invitations WHERE created_by_id = $1 AND NOT (p.is_admin AND p.deactivated_at IS NULL)) AS invitations
             FROM profiles p WHERE p.id = $1`,
          [giver],
        );
        if (left?.tokens !== 0 || left.invitations !== 0) survivors.add(JSON.stringify({ delay, tokenFirst, left }));
      }),
      { numRuns: propertyRuns(8) },
    );
    expect([...survivors]).toEqual([]);
  });

  it('is rejected if a new password has just ended the session', async () => {
    const session = await sessionOf(ids.giver);
    const [row] = await api.database.query<{ id: number }>('SELECT max(id) AS id FROM auth_sessions WHERE profile_id = $1', [ids.giver]);
    await ENDS['a new password']?.();
    const creator = { profileId: ids.giver, session: { id: row?.id ?? 0, withoutPassword: false } };
    await expect(createApiToken(api.database, { name: 'late', profileId: ids.person, creator })).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    await expect(
      createInvitation(api.database, { profileId: ids.person, creator, publicUrl: 'https://x.example.org' }),
    ).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect((await api.call('POST', '/api/api_tokens', { headers: session, body: { name: 'late' } })).status).toBe(401);
  });
});

describe('direct SQL', () => {
  it('permanently ends the sessions, tokens and pending invitation of a person when it deactivates them', async () => {
    const session = await sessionOf(ids.person);
    const token = await api.tokenOf(ids.person);
    const code = await invite({ token: asOther }, ids.person);
    const statuses = async () => [(await api.call('GET', '/api/session', { headers: session })).status, await statusOf(token)];
    expect(await statuses()).toEqual([200, 200]);
    await api.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [ids.person]);
    await api.database.query('UPDATE profiles SET deactivated_at = NULL WHERE id = $1', [ids.person]);
    expect([...(await statuses()), await accept(code)]).toEqual([401, 401, 404]);
  });

  const TOKEN =
    "INSERT INTO api_tokens (profile_id, name, token_hash, created_by_id, parent_id, expires_at) VALUES ($1, 'x', sha256(gen_random_uuid()::text::bytea), $2, $3, $4)";

  it('cannot create a credential in the name of a person who is not an active admin', async () => {
    const insert = (by: number) => api.database.query(TOKEN, [ids.person, by, null, null]);
    await expect(insert(ids.person)).resolves.toBeDefined();
    const stranger = await make.profile();
    await expect(insert(stranger)).rejects.toMatchObject({ code: 'SK430' });
    await api.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [ids.giver]);
    await expect(insert(ids.giver)).rejects.toMatchObject({ code: 'SK430' });
    await expect(
      api.database.query(
        "INSERT INTO invitations (profile_id, code_hash, created_by_id, expires_at) VALUES ($1, sha256('x'), $2, now() + interval '1 day')",
        [ids.person, stranger],
      ),
    ).rejects.toMatchObject({ code: 'SK430' });
  });

  it('cannot create a token from a revoked token, or one that expires after its parent', async () => {
    const { id } = await createApiToken(api.database, {
      name: 'parent',
      profileId: ids.giver,
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    });
    const insert = (expiresAt: string | null) => api.database.query(TOKEN, [ids.person, ids.giver, id, expiresAt]);
    await expect(insert(null)).rejects.toMatchObject({ code: 'SK430' });
    await expect(insert(new Date(Date.now() + 7_200_000).toISOString())).rejects.toMatchObject({ code: 'SK430' });
    await expect(insert(new Date(Date.now() + 1_800_000).toISOString())).resolves.toBeDefined();
    await api.database.query('UPDATE api_tokens SET revoked_at = now() WHERE id = $1', [id]);
    await expect(insert(new Date(Date.now() + 1_800_000).toISOString())).rejects.toMatchObject({ code: 'SK430' });
  });
});
