import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories, readLedger } from '../../test/factories.js';
import { untilWaiting } from '../../test/until-waiting.js';
import { postProgressUpdate } from '../progress-updates/post-progress-update.js';
import { setPassword } from '../sign-in/password/passwords.js';
import { erasePerson } from './erasure/erase-person.js';
import { updateProfile } from './update-profile.js';

const PASSWORD = 'correct horse battery';

let api: TestApi;
let make: ReturnType<typeof factories>;
let adminId: number;
let asAdmin: string;
let person: number;
let email: string;

beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
});
afterAll(() => api.close());
beforeEach(async () => {
  await api.database.query('DELETE FROM auth_accounts');
  await api.database.query('UPDATE profiles SET is_admin = false WHERE is_admin');
  adminId = await make.profile({ isAdmin: true });
  asAdmin = await api.tokenOf(adminId);
  email = `pia-${Math.random()}@example.org`;
  person = await make.profile({ name: 'Pia', email });
});

const patch = (id: number, body: unknown, token = asAdmin) => api.call('PATCH', `/api/profiles/${id}`, { token, body });
const signIn = () => api.call('POST', '/api/session', { body: { email, password: PASSWORD } });
const activeAdmins = async () => (await api.database.query('SELECT id FROM profiles WHERE is_admin AND deactivated_at IS NULL')).length;
const openAssignments = async (profileId: number) =>
  (await api.database.query('SELECT id FROM assignments WHERE profile_id = $1 AND ended_at IS NULL', [profileId])).length;

describe('PATCH /api/profiles/:id', () => {
  test('changes only the given fields and returns the person', async () => {
    const changed = await patch(person, { title: 'Engineer', avatarUrl: 'https://images.example.org/pia.png' });
    expect(changed.body).toEqual({
      id: person,
      name: 'Pia',
      title: 'Engineer',
      avatarUrl: 'https://images.example.org/pia.png',
      email,
      isAdmin: false,
      isActive: true,
      createdAt: expect.any(String),
      sharesValidatedSkills: false,
      language: null,
    });
    expect((await patch(person, { name: ' Pia P. ', email: `NEW-${email}`, isAdmin: true })).body).toMatchObject({
      name: 'Pia P.',
      email: `new-${email}`,
      isAdmin: true,
      title: 'Engineer',
    });
    expect((await patch(person, { title: null, avatarUrl: null })).body).toMatchObject({
      name: 'Pia P.',
      title: null,
      avatarUrl: null,
      isAdmin: true,
    });
    expect((await patch(person, {})).body).toMatchObject({ name: 'Pia P.', isAdmin: true, isActive: true });
  });

  test('lets only the person share their validated skills, and change nothing else', async () => {
    const token = await api.tokenOf(person);
    expect((await patch(person, { sharesValidatedSkills: true }, token)).body).toMatchObject({ id: person, sharesValidatedSkills: true });
    expect((await patch(person, {}, token)).body).toMatchObject({ sharesValidatedSkills: true });
    for (const body of [{ title: 'Boss' }, { isAdmin: true }, { isActive: false }, { sharesValidatedSkills: false, name: 'Other' }])
      expect(await patch(person, body, token)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect(await patch(person, { sharesValidatedSkills: false })).toMatchObject({ status: 403 });
    expect((await patch(await make.profile(), { sharesValidatedSkills: true }, token)).status).toBe(403);
    expect((await api.call('GET', `/api/profiles/${person}`, { token })).body).toMatchObject({ title: null, sharesValidatedSkills: true });
    expect((await patch(person, { sharesValidatedSkills: false }, token)).body).toMatchObject({ sharesValidatedSkills: false });
  });

  test('rejects a taken address, an erased person, an unknown person and invalid fields', async () => {
    const other = await make.profile({ email: `other-${email}` });
    expect(await patch(other, { email: email.toUpperCase(), name: 'Changed' })).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
    expect((await patch(other, { email: `OTHER-${email}` })).status).toBe(200);
    await erasePerson(api.database, { profileId: other, erasedById: null });
    expect((await patch(other, { isActive: true })).status).toBe(409);
    expect((await patch(999_999_999, { name: 'x' })).status).toBe(404);
    for (const body of [
      { name: null },
      { password: PASSWORD },
      { isActive: 'false' },
      { email: 'x' },
      { avatarUrl: 'javascript:alert(1)' },
      { avatarUrl: '/x.png' },
      { createdAt: '2020-01-01T00:00:00Z' },
    ]) {
      expect((await patch(person, body)).status).toBe(400);
    }
  });

  test('lets people who are not admins change neither their rights nor their name', async () => {
    const asPerson = await api.tokenOf(person);
    expect((await patch(person, { isAdmin: true }, asPerson)).status).toBe(403);
    expect((await patch(person, { name: 'Me' }, asPerson)).status).toBe(403);
    expect((await api.call('PATCH', `/api/profiles/${person}`, { body: {} })).status).toBe(401);
  });
});

describe('PATCH /api/profiles/:id with isActive: false', () => {
  test('ends sign-in, sessions, tokens and assignments, and does not change the ledgers', async () => {
    await setPassword(api.database, person, PASSWORD);
    const token = await api.tokenOf(person);
    const cookie = String((await signIn()).headers['set-cookie']).split(';')[0] ?? '';
    const whoIs = async (headers: Record<string, string>) => (await api.call('GET', '/api/session', { headers })).status;
    expect([await whoIs({ cookie }), await whoIs({ authorization: `Bearer ${token}` })]).toEqual([200, 200]);
    const skillId = await make.skill();
    const projectId = await make.project({ techLeadId: adminId, skillIds: [skillId] });
    const colleague = await make.profile();
    for (const profileId of [person, colleague]) await make.assignment({ profileId, projectId });
    const former = await make.assignment({
      profileId: person,
      projectId: await make.project({ techLeadId: adminId }),
      endedAt: '2021-01-01T00:00:00Z',
    });
    await postProgressUpdate(api.database, { profileId: person, isAdmin: false, via: 'token' }, { projectId, content: 'work' });
    await api.database.query(
      "INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at) VALUES ($1, $2, 'EXPERT', '2024-01-01')",
      [person, skillId],
    );
    const ledgers = async () => [
      await readLedger(api.database),
      await api.database.query('SELECT * FROM employee_skills ORDER BY profile_id, skill_id'),
    ];
    const before = await ledgers();

    expect(await patch(person, { isActive: false })).toMatchObject({ status: 200, body: { id: person, isActive: false } });
    expect([await whoIs({ cookie }), await whoIs({ authorization: `Bearer ${token}` }), (await signIn()).status]).toEqual([401, 401, 401]);
    expect([await openAssignments(person), await openAssignments(colleague)]).toEqual([0, 1]);
    expect(await api.database.query('SELECT ended_at FROM assignments WHERE id = $1', [former])).toEqual([
      { ended_at: '2021-01-01T00:00:00.000Z' },
    ]);
    expect(await ledgers()).toEqual(before);

    const [left] = await api.database.query('SELECT deactivated_at FROM profiles WHERE id = $1', [person]);
    await patch(person, { isActive: false });
    expect(await api.database.query('SELECT deactivated_at FROM profiles WHERE id = $1', [person])).toEqual([left]);

    expect(await patch(person, { isActive: true })).toMatchObject({ status: 200, body: { isActive: true } });
    expect([await whoIs({ cookie }), await whoIs({ authorization: `Bearer ${token}` }), (await signIn()).status]).toEqual([401, 401, 201]);
    expect(await openAssignments(person)).toBe(0);
  });

  test('ends an assignment that is being created concurrently', async () => {
    const projectId = await make.project({ techLeadId: adminId });
    let deactivation: ReturnType<typeof patch> | undefined;
    await api.database.transaction(async (transaction) => {
      await transaction.query('SELECT FROM profiles WHERE id = $1 FOR SHARE', [person]);
      await factories(transaction).assignment({ profileId: person, projectId });
      deactivation = patch(person, { isActive: false });
      await untilWaiting(api.database);
    });
    expect((await deactivation)?.status).toBe(200);
    expect(await openAssignments(person)).toBe(0);
  });

  test('waits for a project that is being completed', async () => {
    const projectId = await make.project({ techLeadId: adminId });
    await make.assignment({ profileId: person, projectId });
    let deactivation: ReturnType<typeof patch> | undefined;
    await api.database.transaction(async (transaction) => {
      await transaction.query('SELECT FROM projects WHERE id = $1 FOR UPDATE', [projectId]);
      deactivation = patch(person, { isActive: false });
      await untilWaiting(api.database);
      expect(await openAssignments(person)).toBe(1);
    });
    expect((await deactivation)?.status).toBe(200);
    expect(await openAssignments(person)).toBe(0);
  });

  test('changes nothing if one of the changes fails', async () => {
    const token = await api.tokenOf(person);
    await make.profile({ email: `taken-${email}` });
    await make.assignment({ profileId: person, projectId: await make.project({ techLeadId: adminId }) });
    expect((await patch(person, { isActive: false, email: `taken-${email}` })).status).toBe(409);
    expect(await openAssignments(person)).toBe(1);
    expect((await api.call('GET', '/api/session', { token })).status).toBe(200);
  });
});

describe('the last active admin', () => {
  test.each([{ isAdmin: false }, { isActive: false }, { isAdmin: false, isActive: false, name: 'Changed' }])(
    'cannot be changed by %j',
    async (change) => {
      const left = await make.profile({ isAdmin: true });
      await api.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [left]);
      expect(await patch(adminId, change)).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
      expect((await api.call('GET', '/api/session', { token: asAdmin })).body.profile).toMatchObject({ id: adminId, isAdmin: true });
      expect((await patch(adminId, { name: 'Renamed' })).status).toBe(200);
      expect((await patch(left, { isAdmin: false })).status).toBe(200);
    },
  );

  // Calls the use case directly. With requests, the second caller might no longer be an admin at the access check.
  test.each([{ isAdmin: false }, { isActive: false }])(
    'remains an admin when several admins are changed concurrently (%j)',
    async (change) => {
      for (let round = 0; round < 5; round++) {
        const admins = [
          await make.profile({ isAdmin: true }),
          await make.profile({ isAdmin: true }),
          await make.profile({ isAdmin: true }),
        ];
        await api.database.query('UPDATE profiles SET is_admin = (id = ANY ($1)) WHERE erased_at IS NULL', [admins]);
        const outcomes = await Promise.allSettled(
          admins.toReversed().map((id) => updateProfile(api.database, { profileId: id, isAdmin: true, via: 'token' }, id, change)),
        );
        const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
        expect(refused).toMatchObject([{ reason: { code: 'CONFLICT' } }]);
        expect(await activeAdmins()).toBe(1);
      }
    },
  );

  test('the only admin who can sign in remains an admin if the other admins have no password', async () => {
    const withoutPassword = await make.profile({ isAdmin: true });
    await setPassword(api.database, adminId, PASSWORD);
    const conflict = { status: 409, body: { code: 'CONFLICT' } };
    expect(await patch(adminId, { isAdmin: false })).toMatchObject(conflict);
    expect(await patch(adminId, { isActive: false })).toMatchObject(conflict);
    expect(
      (await api.call('GET', `/api/profiles/${adminId}/erasure_preview`, { token: await api.tokenOf(withoutPassword) })).body.refusal,
    ).toBe('LAST_ADMIN');
    await expect(erasePerson(api.database, { profileId: adminId, erasedById: null })).rejects.toMatchObject({ code: 'CONFLICT' });
    await setPassword(api.database, withoutPassword, PASSWORD);
    expect((await patch(adminId, { isAdmin: false }, await api.tokenOf(withoutPassword))).status).toBe(200);
    await api.database.query('UPDATE profiles SET is_admin = true WHERE id = $1', [adminId]);
  });

  test.each(['is_admin = false', 'deactivated_at = now()'])(
    'one admin who can sign in remains after concurrent SQL updates (%s)',
    async (change) => {
      const admins = [await make.profile({ isAdmin: true }), await make.profile({ isAdmin: true })];
      for (const id of admins) await setPassword(api.database, id, PASSWORD);
      await api.database.query('DELETE FROM auth_accounts WHERE profile_id <> ALL ($1)', [admins]);
      const outcomes = await Promise.allSettled(
        admins.map((id) =>
          api.database.transaction((transaction) => transaction.query(`UPDATE profiles SET ${change} WHERE id = $1`, [id])),
        ),
      );
      expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    },
  );

  test('remains an admin when another admin is demoted while the request waits for a lock', async () => {
    const other = await make.profile({ isAdmin: true });
    let demotion: ReturnType<typeof patch> | undefined;
    await api.database.transaction(async (transaction) => {
      await transaction.query('UPDATE profiles SET is_admin = false WHERE id = $1', [other]);
      demotion = patch(adminId, { isAdmin: false });
      await untilWaiting(api.database);
    });
    expect((await demotion)?.status).toBe(409);
    expect(await activeAdmins()).toBe(1);
  });
});

describe('the language of a person', () => {
  const own = async (body: unknown) => patch(person, body, await api.tokenOf(person));

  test('is set by the person, is part of their session, and can be left to the browser again', async () => {
    expect(await own({ language: 'pt-BR' })).toMatchObject({ status: 200, body: { language: 'pt-BR' } });
    const session = async () => (await api.call('GET', '/api/session', { token: await api.tokenOf(person) })).body;
    expect(await session()).toMatchObject({ language: 'pt-BR' });
    expect((await own({ language: null })).body).toMatchObject({ language: null });
    expect(await session()).toMatchObject({ language: null });
  });

  test('cannot be set by another person, even an admin', async () =>
    expect(await patch(person, { language: 'de' })).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } }));

  test.each(['', 'english', 'EN', 'e', 'en_US', 'en-', 'en-US@posix', '../de', `en-${'a'.repeat(40)}`])(
    'must not be "%s"',
    async (language) => {
      expect(await own({ language })).toMatchObject({ status: 400, body: { errors: [{ path: 'language', reason: 'language_tag' }] } });
      await expect(api.database.query('UPDATE profiles SET language = $1 WHERE id = $2', [language, person])).rejects.toThrow(/language/);
    },
  );

  test('is deleted when the person is erased, and cannot be set afterwards', async () => {
    await own({ language: 'de' });
    await erasePerson(api.database, { profileId: person, erasedById: null });
    expect(await api.database.query('SELECT language FROM profiles WHERE id = $1', [person])).toEqual([{ language: null }]);
    await expect(api.database.query("UPDATE profiles SET language = 'de' WHERE id = $1", [person])).rejects.toThrow(/erased/);
  });
});
