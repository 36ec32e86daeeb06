import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deleteExpiredCredentials } from '../../src/sign-in/delete-expired-credentials.js';
import { setPassword } from '../../src/sign-in/password/passwords.js';
import { createTestApi, type TestApi } from '../api-client.js';
import { entriesOf } from '../audit-entries.js';
import { factories } from '../factories.js';

// The audit log records credentials that are added, changed or removed outside the server, but not ordinary sign-ins.
const PASSWORD = 'correct horse battery';

let api: TestApi;
let owner: pg.Client;
let superuser: pg.Client;
let email: string;
let id: number;
let after: number;

beforeAll(async () => {
  api = await createTestApi();
  [owner, superuser] = [new pg.Client({ connectionString: api.ownerUrl }), new pg.Client({ connectionString: api.superuserUrl })];
  await Promise.all([owner.connect(), superuser.connect()]);
});
afterAll(async () => {
  await Promise.all([owner.end(), superuser.end()]);
  await api.close();
});
beforeEach(async () => {
  email = `ana-${Math.random()}@example.org`;
  id = await factories(api.database).profile({ email });
  await setPassword(api.database, id, PASSWORD);
  after = (await entriesOf(api.database)).at(-1)?.id ?? 0;
});

const added = async () => (await entriesOf(api.database, after)).map(({ action, profileId, via }) => ({ action, profileId, via }));
const signIn = async () =>
  String((await api.call('POST', '/api/session', { body: { email, password: PASSWORD } })).headers['set-cookie']).split(';')[0] ?? '';
const past = (action: string) => ({ action, profileId: id, via: null });

describe('an ordinary session', () => {
  it('leaves no entry when it starts, is extended, ends or expires', async () => {
    const cookie = await signIn();
    const elsewhere = await signIn();
    await api.database.query("UPDATE auth_sessions SET updated_at = now() - interval '2 hours', expires_at = now() + interval '5 days'");
    expect((await api.call('GET', '/api/session', { headers: { cookie } })).status).toBe(200);
    expect((await api.call('DELETE', '/api/sessions', { headers: { cookie } })).status).toBe(204);
    expect((await api.call('GET', '/api/session', { headers: { cookie: elsewhere } })).status).toBe(401);
    expect((await api.call('DELETE', '/api/session', { headers: { cookie } })).status).toBe(204);
    await signIn();
    await api.database.query("UPDATE auth_sessions SET expires_at = now() - interval '1 second'");
    expect(await deleteExpiredCredentials(api.database)).toMatchObject({ sessions: 1 });
    expect(await added()).toEqual([]);
  });
});

describe.each(['the owner', 'a superuser in replica mode', 'the server role outside a request'])('changes by %s', (who) => {
  const sql = async (statement: string) => {
    if (who === 'the server role outside a request') return api.database.query(statement);
    if (who === 'the owner') return owner.query(statement);
    return superuser.query(`BEGIN; SET LOCAL session_replication_role = replica; ${statement}; COMMIT`);
  };
  const PLANT = () =>
    `INSERT INTO auth_sessions (token, profile_id, expires_at) VALUES (gen_random_uuid()::text, ${id}, now() + interval '1 day')`;

  it('are recorded when a session is added, reassigned, given a new token, extended or deleted', async () => {
    await sql(PLANT());
    expect(await added()).toEqual([past('sign_in.session_added')]);
    const other = await factories(api.database).profile();
    const start = (await entriesOf(api.database)).length;
    await sql(`UPDATE auth_sessions SET profile_id = ${other} WHERE profile_id = ${id}`);
    await sql(`UPDATE auth_sessions SET token = 'known-' || gen_random_uuid()::text, profile_id = ${id} WHERE profile_id = ${other}`);
    await sql(`UPDATE auth_sessions SET created_at = created_at + interval '1 minute' WHERE profile_id = ${id}`);
    await sql(`UPDATE auth_sessions SET expires_at = now() - interval '1 second' WHERE profile_id = ${id}`);
    await sql(`UPDATE auth_sessions SET expires_at = now() + interval '1 day' WHERE profile_id = ${id}`);
    await sql(`DELETE FROM auth_sessions WHERE profile_id = ${id}`);
    const entries = (await entriesOf(api.database)).slice(start).filter(({ subjectType }) => subjectType === 'sign_in');
    expect(entries.map(({ action, details }) => [action, details['fields'] ?? details['before']])).toEqual([
      ['sign_in.session_changed', ['profileId']],
      ['sign_in.session_changed', ['profileId', 'token']],
      ['sign_in.session_changed', ['createdAt']],
      ['sign_in.session_changed', ['expiresAt']],
      ['sign_in.sessions_ended', { sessions: 1 }],
    ]);
  });

  it('are recorded when a password, a token or an invitation is added or deleted', async () => {
    await sql(`UPDATE auth_accounts SET password = 'x' WHERE profile_id = ${id}`);
    await sql(`INSERT INTO api_tokens (profile_id, name, token_hash) VALUES (${id}, 'x', sha256(gen_random_uuid()::text::bytea))`);
    await sql(`UPDATE api_tokens SET behind_ids = '{1}' WHERE profile_id = ${id}`);
    await sql(
      `INSERT INTO invitations (profile_id, code_hash, expires_at) VALUES (${id}, sha256(gen_random_uuid()::text::bytea), now() + interval '1 day')`,
    );
    await sql(`DELETE FROM invitations WHERE profile_id = ${id}`);
    await sql(`DELETE FROM auth_accounts WHERE profile_id = ${id}`);
    expect(await added()).toEqual(
      ['sign_in.password_set', 'api_token.created', 'api_token.changed', 'invitation.made', 'invitation.withdrawn', 'sign_in.removed'].map(
        past,
      ),
    );
  });
});

it('an accepted invitation is recorded as a new password, and one whose creator loses admin rights as withdrawn', async () => {
  const admin = await factories(api.database).profile({ isAdmin: true });
  const token = await api.tokenOf(admin);
  const invite = async () =>
    String((await api.call('POST', `/api/profiles/${id}/invitation`, { token })).body.url)
      .split('/')
      .at(-1);
  const code = await invite();
  after = (await entriesOf(api.database)).at(-1)?.id ?? 0;
  expect((await api.call('POST', `/api/invitations/${code}`, { body: { password: 'staple over the wide river' } })).status).toBe(204);
  expect(await added()).toEqual([{ action: 'sign_in.password_set', profileId: id, via: 'nobody' }]);
  await invite();
  after = (await entriesOf(api.database)).at(-1)?.id ?? 0;
  await api.database.query('UPDATE profiles SET is_admin = false WHERE id = $1', [admin]);
  expect(await added()).toEqual([past('invitation.withdrawn'), { action: 'person.admin_withdrawn', profileId: admin, via: null }]);
});
