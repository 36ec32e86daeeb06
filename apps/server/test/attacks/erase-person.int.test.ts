import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { erasePerson } from '../../src/people/erasure/erase-person.js';
import { sqlState } from '../../src/platform/errors/sqlstate.js';
import { verifyLedger } from '../../src/signals/verify/verify-ledger.js';
import { hashNewPassword, setPassword, storePassword } from '../../src/sign-in/password/passwords.js';
import { createTestApi, type TestApi } from '../api-client.js';
import { readDatabaseContent, findTextsIn } from '../database-content.js';
import { factories, readLedger } from '../factories.js';
import { untilWaiting } from '../until-waiting.js';

const PASSWORD = 'correct horse battery';

let api: TestApi;
let superuser: pg.Client;
let make: ReturnType<typeof factories>;
let adminId: number;
let asAdmin: string;
/** The hash of PASSWORD. Computed only once, because hashing is deliberately slow. */
let passwordHash: string;
let round = 0;

beforeAll(async () => {
  api = await createTestApi();
  superuser = new pg.Client({ connectionString: api.superuserUrl });
  await superuser.connect();
  make = factories(api.database);
  passwordHash = await hashNewPassword(PASSWORD);
  adminId = await make.profile({ isAdmin: true });
  asAdmin = await api.tokenOf(adminId);
});
afterAll(async () => {
  await superuser.end();
  await api.close();
});

interface Scene {
  id: number;
  name: string;
  email: string;
  /** Texts that the database must not contain after the erasure. */
  traces: string[];
  token: string;
  userAgent: string;
  projectId: number;
  skillIds: number[];
  colleague: number;
  asColleague: string;
  updateId: number;
}

let scene: Scene;

const post = (path: string, body: unknown, token: string, headers: Record<string, string> = {}) =>
  api.call('POST', path, { body, token, headers });
const erase = (id: number, confirm: string, headers: Record<string, string> = {}) =>
  post(`/api/profiles/${id}/erase`, { confirm }, asAdmin, headers);

const signIn = (password = PASSWORD, userAgent = scene.userAgent) =>
  api.call('POST', '/api/session', { body: { email: scene.email, password }, headers: { 'user-agent': userAgent } });

/** Creates a person who has used every feature that stores personal data, and a colleague who mentions them. */
async function createScene(): Promise<Scene> {
  const own = `${(round += 1)}zq`;
  const [first, last] = [`Zoë-Séverine${own}`, `O'Mälley${own}`];
  const [name, email] = [`${first} ${last}`, `zoe.${own}@people.example.org`];
  const [title, avatar, externalId] = [`Cartographer ${own}`, `https://images.example.org/${own}.png`, `hr-${own}`];
  const words = ['first', 'second', 'third', 'fourth'].map((word) => `${word} thing that ${first} wrote, ${own}`);
  const id = await make.profile({ name, email });
  await api.database.query('UPDATE profiles SET title = $2, avatar_url = $3, external_id = $4, email_verified = true WHERE id = $1', [
    id,
    title,
    avatar,
    externalId,
  ]);
  await storePassword(api.database, id, passwordHash);
  const userAgent = `Browser of ${own}`;
  const made = await post('/api/api_tokens', { name: `laptop of ${first}`, profileId: id }, asAdmin);
  await post(`/api/profiles/${id}/invitation`, undefined, asAdmin);

  const skillIds = [await make.skill(), await make.skill()];
  const colleague = await make.profile();
  const asColleague = await api.tokenOf(colleague);
  const { body: project } = await post(
    '/api/projects',
    {
      name: `Atlas ${round}`,
      description: `Ask ${name.toUpperCase()} or <${email.toUpperCase()}>.`,
      techLeadId: colleague,
      skillIds,
      metadata: { skill_ideas: [`pairing with ${last}, ${first}`, 'Rust'], note: { by: name } },
    },
    asAdmin,
  );
  for (const profileId of [id, colleague])
    await post(`/api/projects/${project.id}/assignments`, { profileId, role: `Peer of ${name}` }, asAdmin);
  const led = await post('/api/projects', { name: `Led ${round}`, techLeadId: id, skillIds }, asAdmin);
  await post(`/api/projects/${led.body.id}/assignments`, { profileId: colleague, role: 'Engineer' }, asAdmin);

  const token = made.body.token as string;
  // The person changes a project, so that the audit log has their address and user agent.
  await api.call('PATCH', `/api/projects/${led.body.id}`, { token, body: { description: 'Ours' }, headers: { 'user-agent': userAgent } });
  for (const [index, content] of words.entries()) {
    const headers = { 'idempotency-key': `${own} ${index}` };
    await post('/api/progress_updates', { projectId: project.id, content }, token, headers);
  }
  await post('/api/progress_updates', { projectId: project.id, content: 'x', userId: id, externalId: `mail:${email}` }, asAdmin);
  const line = { projectId: project.id, userId: id, content: `imported ${own} text`, createdAt: new Date().toISOString() };
  await api.call('POST', '/api/progress_updates/import', {
    body: `${JSON.stringify(line)}\n`,
    token: asAdmin,
    headers: { 'content-type': 'application/x-ndjson' },
  });
  const decomposed = name.normalize('NFD').toLowerCase();
  const about = `Paired with ${name}, with ${first}  ${last}, with ${last}, ${first} and ${decomposed}: see ${email}.`;
  const mention = await post('/api/progress_updates', { projectId: project.id, content: about }, asColleague);
  for (const [index, skillId] of skillIds.entries()) {
    const suggested = await post('/api/suggestions', { skillId, suggestedProficiency: 'ADVANCED' }, token);
    const decisions = [{ suggestionId: suggested.body.id, action: 'APPROVE', comment: `Good work, ${own}.` }];
    if (index === 0) await post('/api/validation_inbox/resolve', { decisions }, asColleague);
  }
  await post('/api/skill_proposals', { name: `Skill of ${name}`, reason: `I am ${email}` }, token);
  await post('/api/skill_proposals', { name: `Learning ${round}`, reason: `${name} uses it` }, asColleague);
  await post('/api/saved_views', { name: `View of ${own}`, path: '/people', search: {} }, token);
  await post('/api/mentorship_sessions', { mentorId: colleague, sessionFocus: 'life_leadership' }, token);
  return {
    id,
    name,
    email,
    token,
    userAgent,
    projectId: project.id,
    skillIds,
    colleague,
    asColleague,
    updateId: mention.body.id,
    traces: [
      name,
      `${first}  ${last}`,
      `${last}, ${first}`,
      decomposed,
      first,
      last,
      email,
      title,
      avatar,
      externalId,
      userAgent,
      `imported ${own} text`,
      `Good work, ${own}.`,
      `View of ${own}`,
      `mail:${email}`,
      ...words,
    ],
  };
}

beforeEach(async () => {
  scene = await createScene();
});

describe('erasure of a person', () => {
  it('removes all personal data from the database', async () => {
    await signIn();
    await signIn('wrong and wrong again');
    const before = findTextsIn(await readDatabaseContent(api.superuserUrl), scene.traces);
    expect(before).toEqual(scene.traces);
    const preview = await api.call('GET', `/api/profiles/${scene.id}/erasure_preview`, { token: asAdmin });
    expect(preview.body).toEqual({
      profileId: scene.id,
      name: scene.name,
      email: scene.email,
      erasedAt: null,
      refusal: null,
      ends: { sessions: 1, apiTokens: 1, assignments: 1, pendingSuggestions: 1, mentorshipSessions: 1 },
      goes: { progressUpdates: 6, comments: 1, savedViews: 1, skillProposals: 1, mentions: 6 },
      stays: { signals: 14, validatedSkills: 1, projectsLed: 1, keys: 0 },
    });

    expect(await erase(scene.id, ` ${scene.email.toUpperCase()}`, { 'idempotency-key': scene.email })).toMatchObject({
      status: 200,
      body: { profileId: scene.id },
    });
    expect(findTextsIn(await readDatabaseContent(api.superuserUrl), scene.traces)).toEqual([]);
    const [mention] = await api.database.query('SELECT content, edited_at FROM progress_updates WHERE id = $1', [scene.updateId]);
    const who = 'a former member';
    expect(mention).toEqual({ content: `Paired with ${who}, with ${who}, with ${who} and ${who}: see ${who}.`, edited_at: null });
    expect((await api.call('GET', `/api/projects/${scene.projectId}`, { token: asAdmin })).body).toMatchObject({
      description: `Ask ${who} or <${who}>.`,
      metadata: { skill_ideas: [`pairing with ${who}`, 'Rust'], note: { by: who } },
    });
    expect((await api.call('GET', `/api/profiles/${scene.id}/erasure_preview`, { token: asAdmin })).body).toMatchObject({
      name: 'Former member',
      erasedAt: expect.any(String),
      ends: { sessions: 0, apiTokens: 0, assignments: 0, pendingSuggestions: 0, mentorshipSessions: 0 },
      goes: { progressUpdates: 0, comments: 0, savedViews: 0, skillProposals: 0, mentions: 0 },
      stays: { signals: 14, validatedSkills: 1, projectsLed: 1, keys: 0 },
    });
  });

  it('is recorded in the audit log with its actor, and clears the addresses and user agents of the person', async () => {
    const origins = () =>
      api.database.query(
        'SELECT DISTINCT address IS NOT NULL AS address, user_agent IS NOT NULL AS agent FROM audit_origins WHERE profile_id = $1',
        [scene.id],
      );
    expect(await origins()).toEqual([{ address: true, agent: true }]);
    await erase(scene.id, scene.email);
    expect(await origins()).toEqual([{ address: false, agent: false }]);
    const entries = await api.database.query<{ action: string }>(
      `SELECT e.action, e.details, o.profile_id AS "by" FROM audit_entries e JOIN audit_origins o ON o.id = e.origin_id
        WHERE e.profile_id = $1 AND o.profile_id = $2 ORDER BY e.id`,
      [scene.id, adminId],
    );
    expect(entries).toContainEqual({ action: 'person.erased', details: {}, by: adminId });
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['person.left', 'sign_in.removed', 'api_token.revoked', 'assignment.ended']),
    );
  });

  it('does not change the charts or the ledger', async () => {
    const { id, projectId, skillIds } = scene;
    const now = new Date().toISOString();
    const charts = async () => {
      const answers: unknown[] = [];
      for (const whose of [`users/${id}`, 'organization', `projects/${projectId}`])
        for (const chart of ['distribution', 'momentum?bucket=day', 'summary', 'activity'])
          answers.push(
            (await api.call('GET', `/api/${whose}/skills/${chart}${chart.includes('?') ? '&' : '?'}asOf=${now}`, { token: asAdmin })).body,
          );
      answers.unshift((await api.call('GET', `/api/users/${id}/skills/calendar`, { token: asAdmin })).body);
      answers.push((await api.call('GET', '/api/organization/skills/mismatches', { token: asAdmin })).body);
      return JSON.parse(JSON.stringify(answers).replaceAll(scene.name, 'Former member')) as unknown[];
    };
    const kept = async () => [
      await readLedger(api.database),
      await api.database.query('SELECT * FROM employee_skills ORDER BY profile_id, skill_id'),
      await api.database.query("SELECT * FROM suggestions WHERE status <> 'PENDING' ORDER BY id"),
    ];
    const [atWork, rows] = [await charts(), await kept()];
    // Mismatches cover only active people, so they change when a person leaves. The other charts do not.
    await api.call('PATCH', `/api/profiles/${id}`, { token: asAdmin, body: { isActive: false } });
    const left = await charts();
    await erase(id, scene.email);
    expect(await charts()).toEqual(left);
    expect(left.slice(0, -1)).toEqual(atWork.slice(0, -1));
    expect(await kept()).toEqual(rows);
    const people = await api.call('GET', `/api/skills/${skillIds[0]}/people`, { token: asAdmin });
    expect(JSON.stringify(people.body)).toContain('Former member');
    const { checks } = await verifyLedger(api.database);
    expect(checks.filter(({ violations }) => violations > 0)).toEqual([]);
    expect(checks.find(({ name }) => name === 'erased-are-nobody')?.examined).toBeGreaterThan(0);
  });

  it('permanently ends every credential of the person', async () => {
    const { id, token, email } = scene;
    const cookie = String((await signIn()).headers['set-cookie']).split(';')[0] ?? '';
    const sessionStatus = async (headers: Record<string, string>) => (await api.call('GET', '/api/session', { headers })).status;
    const bearer = { authorization: `Bearer ${token}` };
    expect([await sessionStatus({ cookie }), await sessionStatus(bearer)]).toEqual([200, 200]);
    await erase(id, email);
    expect([await sessionStatus({ cookie }), await sessionStatus(bearer)]).toEqual([401, 401]);
    for (const address of [email, `former-member-${id}@erased.invalid`])
      expect((await api.call('POST', '/api/session', { body: { email: address, password: PASSWORD } })).status).toBe(401);
    for (const [method, path, body] of [
      ['PATCH', `/api/profiles/${id}`, { isActive: true }],
      ['PATCH', `/api/profiles/${id}`, { name: scene.name }],
      ['POST', `/api/profiles/${id}/invitation`, undefined],
      ['POST', '/api/api_tokens', { name: 'again', profileId: id }],
      ['POST', `/api/projects/${scene.projectId}/assignments`, { profileId: id, role: 'Engineer' }],
      ['POST', '/api/projects', { name: 'Led', techLeadId: id }],
      ['POST', '/api/mentorship_sessions', { mentorId: id, sessionFocus: 'alumni_advice' }],
      ['POST', '/api/profiles', { email: 'former-member-9999@erased.invalid', name: 'Squatter' }],
    ] as const)
      expect((await api.call(method, path, { token: asAdmin, body })).status, `${method} ${path}`).toBe(409);
    expect((await post('/api/progress_updates', { projectId: scene.projectId, content: 'x', userId: id }, asAdmin)).status).toBe(403);
    const found = await api.call('GET', '/api/profiles?search=former', { token: asAdmin });
    expect(found.body.items).toEqual([]);
    expect((await api.call('GET', `/api/profiles?id=${id}`, { token: asAdmin })).body.items).toMatchObject([{ id, name: 'Former member' }]);
    expect(JSON.stringify((await api.call('GET', '/api/validation_inbox', { token: asAdmin })).body)).not.toContain('Former member"');
  });
});

describe('the erase request', () => {
  it('requires the email address of the person, rejects self-erasure, and returns the same response when repeated', async () => {
    const stored = await api.database.query('SELECT * FROM profiles WHERE id = $1', [scene.id]);
    for (const body of [{}, { confirm: scene.name }, { confirm: 'other@example.org' }, { confirm: scene.email, force: true }])
      expect((await post(`/api/profiles/${scene.id}/erase`, body, asAdmin)).status).toBe(400);
    const [admin] = await api.database.query<{ email: string }>('SELECT email FROM profiles WHERE id = $1', [adminId]);
    expect((await erase(adminId, admin?.email ?? '')).status).toBe(409);
    expect((await erase(999_999_999, scene.email)).status).toBe(404);
    await expect(erasePerson(api.database, { profileId: adminId, erasedById: null })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await api.database.query('SELECT * FROM profiles WHERE id = $1', [scene.id])).toEqual(stored);

    const key = { 'idempotency-key': `erase ${scene.id}` };
    const answers = await Promise.all([erase(scene.id, scene.email, key), erase(scene.id, scene.email), erase(scene.id, scene.email, key)]);
    expect(answers.map(({ status, body }) => [status, body])).toEqual(answers.map(() => [200, answers[0]?.body]));
    expect((await erase(scene.id, scene.email)).body).toEqual(answers[0]?.body);
  });
});

describe('concurrent erasure', () => {
  it.each(['posting', 'editing', 'signing in', 'a new token', 'a new password'])('%s fails while the erasure is running', async (what) => {
    const { id, token, projectId, email } = scene;
    const [own] = await api.database.query<{ id: number }>('SELECT id FROM progress_updates WHERE user_id = $1 LIMIT 1', [id]);
    const written = `written in between ${id}`;
    const act = {
      posting: () => post('/api/progress_updates', { projectId, content: written }, token),
      editing: () => api.call('PATCH', `/api/progress_updates/${own?.id}`, { token, body: { content: written } }),
      'signing in': () => signIn(PASSWORD, written),
      'a new token': () => post('/api/api_tokens', { name: written, profileId: id }, asAdmin),
      'a new password': async () => ({
        status: await setPassword(api.database, id, PASSWORD).then(
          () => 201,
          () => 409,
        ),
      }),
    }[what];
    if (!act) throw new Error(what);
    // A lock on the row that the erasure rewrites last keeps it waiting near its end while the other request arrives.
    await superuser.query('BEGIN');
    await superuser.query('UPDATE progress_updates SET edited_at = edited_at WHERE id = $1', [scene.updateId]);
    const erasing = erase(id, email);
    await untilWaiting(api.database);
    const acting = act();
    await new Promise((resolve) => setTimeout(resolve, 300));
    await superuser.query('COMMIT');
    expect((await erasing).status).toBe(200);
    expect((await acting).status).toBeGreaterThanOrEqual(400);
    expect(findTextsIn(await readDatabaseContent(api.superuserUrl), [...scene.traces, written])).toEqual([]);
  });

  it('waits for an update that is being posted, and deletes its text too', async () => {
    const { id, email, token, projectId } = scene;
    const written = `written before ${id}`;
    await superuser.query('BEGIN');
    await superuser.query('SELECT FROM skills WHERE id = ANY ($1) FOR UPDATE', [scene.skillIds]);
    const posting = post('/api/progress_updates', { projectId, content: written }, token);
    await untilWaiting(api.database);
    const erasing = erase(id, email);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await superuser.query('COMMIT');
    expect([(await posting).status, (await erasing).status]).toEqual([201, 200]);
    expect(findTextsIn(await readDatabaseContent(api.superuserUrl), [...scene.traces, written])).toEqual([]);
    expect((await verifyLedger(api.database)).checks.filter(({ violations }) => violations > 0)).toEqual([]);
  });

  it('rolls back completely when its connection is lost', async () => {
    // Leaves out the random tokens of the dump, and the sequences, which a rollback does not reset.
    const stored = async () =>
      (await readDatabaseContent(api.superuserUrl)).replaceAll(/^(\\(un)?restrict |SELECT pg_catalog.setval).*$/gm, '');
    const before = await stored();
    await superuser.query('BEGIN');
    await superuser.query('UPDATE progress_updates SET edited_at = edited_at WHERE id = $1', [scene.updateId]);
    const erasing = erase(scene.id, scene.email);
    await untilWaiting(api.database);
    await superuser.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    await superuser.query('ROLLBACK');
    expect((await erasing).status).toBe(503);
    expect(await stored()).toBe(before);
    expect((await erase(scene.id, scene.email)).status).toBe(200);
  });
});

describe('the database rules for erased people', () => {
  const refusal = async (sql: string, parameters: unknown[], options = '-c role=skilltrace_server') => {
    const client = new pg.Client({ connectionString: api.ownerUrl, options });
    await client.connect();
    try {
      await client.query(sql, parameters);
      return 'done';
    } catch (error) {
      return sqlState(error);
    } finally {
      await client.end();
    }
  };

  it('reject every change to the profile and new sessions, even from the owner', async () => {
    await erase(scene.id, scene.email);
    for (const change of [`name = 'Zoe'`, 'erased_at = NULL', 'is_admin = true', 'deactivated_at = NULL', 'updated_at = now()'])
      for (const options of ['-c role=skilltrace_server', ''])
        expect(await refusal(`UPDATE profiles SET ${change} WHERE id = $1`, [scene.id], options)).toBe('SK410');
    expect(
      await refusal('INSERT INTO auth_sessions (token, profile_id, expires_at) VALUES (gen_random_uuid(), $1, now())', [scene.id]),
    ).toBe('SK410');
  });

  it('reject an erased profile with a name, and a partial erasure', async () => {
    expect(await refusal('UPDATE profiles SET erased_at = now(), deactivated_at = now() WHERE id = $1', [scene.colleague])).toBe('23514');
    expect(await refusal('SELECT forget_words_of_erased($1)', [scene.colleague])).toBe('SK411');
    expect(await refusal('UPDATE progress_updates SET external_id = NULL WHERE user_id = $1', [scene.id])).toBe('42501');
    expect(await refusal('DELETE FROM suggestions WHERE profile_id = $1', [scene.id])).toBe('42501');
  });
});
