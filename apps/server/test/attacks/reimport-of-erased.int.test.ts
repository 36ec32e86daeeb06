import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { erasureHmacKey } from '../../src/platform/database/erasure-key.js';
import { createTestApi, type TestApi } from '../api-client.js';
import { readDatabaseContent, findTextsIn } from '../database-content.js';
import { factories, readLedger } from '../factories.js';
import { ERASURE_SECRET } from '../test-database.js';

let api: TestApi;
let make: ReturnType<typeof factories>;
let asAdmin: string;
let round = 0;

beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
  asAdmin = await api.tokenOf(await make.profile({ isAdmin: true }));
});
afterAll(() => api.close());

/** An erased person, with the identifiers that external systems still use for them. */
let erased: { id: number; email: string; formerEmail: string; externalId: string; projectId: number; project: string; skill: string };
let updateId: string;
let colleague: string;

const call = (method: 'POST' | 'PATCH', path: string, body: unknown) => api.call(method, path, { body, token: asAdmin });
const importLines = (...lines: object[]) =>
  api.call('POST', '/api/progress_updates/import', {
    body: lines.map((line) => JSON.stringify(line)).join('\n'),
    token: asAdmin,
    headers: { 'content-type': 'application/x-ndjson' },
  });
const erase = (id: number, confirm: string) => call('POST', `/api/profiles/${id}/erase`, { confirm });
const findId = async (email: string) =>
  (await api.database.query<{ id: number }>('SELECT id FROM profiles WHERE email = $1', [email]))[0]?.id;
const stored = async () => ({
  people: await api.database.query('SELECT * FROM profiles ORDER BY id'),
  updates: await api.database.query('SELECT * FROM progress_updates ORDER BY id'),
  assignments: await api.database.query('SELECT * FROM assignments ORDER BY id'),
  ledger: await readLedger(api.database),
});

beforeEach(async () => {
  round += 1;
  const own = `gone${round}`;
  const [formerEmail, email, externalId, project] = [`${own}.before@example.org`, `${own}@example.org`, `hr-${own}`, `project-${own}`];
  colleague = `colleague${round}@example.org`;
  updateId = `commit-${own}`;
  const skillId = await make.skill(`Skill of ${own}`);
  await call('POST', '/api/directory/sync', {
    profiles: [
      { email: formerEmail, name: `Person ${own}`, externalId },
      { email: colleague, name: 'Colleague' },
    ],
  });
  const id = (await findId(formerEmail)) ?? 0;
  await call('PATCH', `/api/profiles/${id}`, { email });
  const projectId = await make.project({ techLeadId: (await findId(colleague)) ?? 0, skillIds: [skillId], externalId: project });
  for (const profileId of [id, (await findId(colleague)) ?? 0]) await make.assignment({ profileId, projectId });
  erased = { id, email, formerEmail, externalId, projectId, project, skill: `Skill of ${own}` };
  await importLines(
    { projectId, email, content: 'own work', externalId: updateId, createdAt: '2024-05-05T10:00:00Z' },
    {
      projectId,
      email: colleague,
      content: `with Person ${own}`,
      externalId: `${updateId}-of-colleague`,
      createdAt: '2024-05-06T10:00:00Z',
    },
  );
  expect((await erase(id, email)).status).toBe(200);
});

describe('an erased person', () => {
  it('is rejected in every section of an organization file, by any former email address or external id', async () => {
    const before = await stored();
    const { email, formerEmail, externalId, project, skill } = erased;
    const { body } = await call('POST', '/api/directory/sync', {
      profiles: [
        { email, name: 'Back' },
        { email: formerEmail, name: 'Back' },
        { email: `other-${email}`, name: 'Back', externalId },
        { email: colleague, name: 'Colleague' },
      ],
      projects: [{ externalId: `new-${project}`, name: 'New', techLead: email }],
      assignments: [{ email, projectExternalId: project, role: 'Engineer' }],
      employeeSkills: [
        { email, skill, proficiencyLevel: 'EXPERT', lastValidatedAt: '2024-01-01T00:00:00Z' },
        { email: colleague, skill, proficiencyLevel: 'EXPERT', lastValidatedAt: '2024-01-01T00:00:00Z', lastValidatedByEmail: email },
      ],
      suggestions: [{ email: formerEmail, skill, suggestedProficiency: 'NOVICE' }],
    });
    expect(body.rejected.map(({ section, index, code }: any) => [section, index, code])).toEqual([
      ...[0, 1, 2].map((index) => ['profiles', index, 'PERSON_ERASED']),
      ['projects', 0, 'PERSON_ERASED'],
      ['assignments', 0, 'PERSON_ERASED'],
      ['employeeSkills', 0, 'PERSON_ERASED'],
      ['employeeSkills', 1, 'PERSON_ERASED'],
      ['suggestions', 0, 'PERSON_ERASED'],
    ]);
    expect(body.profiles).toEqual({ created: 0, updated: 0, unchanged: 1, rejected: 3 });
    expect(await stored()).toEqual(before);
  });

  it('does not shift the index of other rejected entries', async () => {
    const { body } = await call('POST', '/api/directory/sync', {
      assignments: [
        { email: erased.email, projectExternalId: erased.project, role: 'Engineer' },
        { email: 'unknown@example.org', projectExternalId: erased.project, role: 'Engineer' },
      ],
    });
    expect(body.rejected.map(({ index, code }: any) => [index, code])).toEqual([
      [0, 'PERSON_ERASED'],
      [1, 'NOT_FOUND'],
    ]);
  });

  it('is rejected in an import of updates, by any identifier or erased update id', async () => {
    const before = await stored();
    const { id, email, formerEmail, projectId, project } = erased;
    const line = { projectId, content: 'own work', createdAt: '2024-05-05T10:00:00Z' };
    const { body } = await importLines(
      { ...line, email, externalId: updateId },
      { ...line, email, externalId: 'another' },
      { ...line, email: formerEmail },
      { ...line, userId: id },
      { ...line, email: `former-member-${id}@erased.invalid` },
      { ...line, email: colleague, externalId: updateId },
      { ...line, projectId: undefined, projectExternalId: project, email: 'unknown@example.org', externalId: updateId },
      { ...line, email: colleague, externalId: `${updateId}-of-colleague` },
      { ...line, email: 'unknown@example.org' },
    );
    expect(body).toMatchObject({ imported: 0, duplicates: 1, rejected: 8, signals: 0 });
    expect(body.errors.map(({ line: number, code }: any) => [number, code])).toEqual([
      ...[1, 2, 3, 4, 5, 6, 7].map((number) => [number, 'ERASED']),
      [9, 'NOT_FOUND'],
    ]);
    expect(await stored()).toEqual(before);
  });

  it('is rejected when an admin adds the email address, changes one to it, or posts their update again', async () => {
    const before = await stored();
    const { email, formerEmail, projectId } = erased;
    const colleagueId = (await findId(colleague)) ?? 0;
    for (const [method, path, body] of [
      ['POST', '/api/profiles', { email: email.toUpperCase(), name: 'Back' }],
      ['POST', '/api/profiles', { email: formerEmail, name: 'Back', admitErased: false }],
      ['PATCH', `/api/profiles/${colleagueId}`, { email }],
      ['POST', '/api/progress_updates', { projectId, userId: colleagueId, content: 'again', externalId: updateId }],
    ] as const)
      expect(await call(method, path, body), path).toMatchObject({ status: 409, body: { code: 'PERSON_ERASED' } });
    expect(await stored()).toEqual(before);
  });

  it('is rejected in a statement of the server role', async () => {
    const insert = api.database.query("INSERT INTO profiles (email, name) VALUES ($1, 'Back')", [erased.email]);
    await expect(insert).rejects.toMatchObject({ code: 'SK412' });
    const update = api.database.query('UPDATE profiles SET external_id = $2 WHERE email = $1', [colleague, erased.externalId]);
    await expect(update).rejects.toMatchObject({ code: 'SK412' });
  });
});

describe('a person who returns', () => {
  it('can be added by an admin as a new person and imported again, but their former updates are rejected', async () => {
    const { email, formerEmail, externalId, projectId, id } = erased;
    const created = await call('POST', '/api/profiles', { email, name: 'Back again', admitErased: true });
    expect(created.status).toBe(201);
    expect(created.body.id).not.toBe(id);
    const { body: synced } = await call('POST', '/api/directory/sync', { profiles: [{ email, name: 'Back again', externalId }] });
    expect(synced).toMatchObject({ profiles: { updated: 1 }, rejected: [] });
    expect((await call('POST', '/api/profiles', { email: formerEmail, name: 'Heir' })).status).toBe(201);
    await make.assignment({ profileId: created.body.id, projectId });
    const line = { projectId, email, createdAt: '2024-05-05T10:00:00Z' };
    const { body } = await importLines(
      { ...line, content: 'own work', externalId: updateId },
      { ...line, content: 'new work', externalId: 'new' },
    );
    expect(body).toMatchObject({ imported: 1, rejected: 1, errors: [{ line: 1, code: 'ERASED' }] });
  });

  it('can be added only with admitErased, which has no effect on other addresses', async () => {
    const fresh = `fresh${round}@example.org`;
    expect((await call('POST', '/api/profiles', { email: fresh, name: 'New', admitErased: true })).status).toBe(201);
    expect((await call('POST', '/api/profiles', { email: erased.email, name: 'Back' })).status).toBe(409);
  });
});

it('a former address of an erased person stays usable for the person who has it now', async () => {
  const [first, second] = [`first${round}@example.org`, `second${round}@example.org`];
  const a = await make.profile({ email: first });
  await call('PATCH', `/api/profiles/${a}`, { email: second });
  const b = await make.profile({ email: first });
  expect((await erase(a, second)).status).toBe(200);
  const { body } = await call('POST', '/api/directory/sync', {
    profiles: [
      { email: first, name: 'Heir', externalId: `heir${round}` },
      { email: second, name: 'Back' },
    ],
  });
  expect(body).toMatchObject({ profiles: { updated: 1, rejected: 1 }, rejected: [{ index: 1, code: 'PERSON_ERASED' }] });
  expect(await findId(first)).toBe(b);
});

describe('fingerprints of erased people', () => {
  it('are HMAC-SHA-256 values with a key that is not in the database', async () => {
    const hmac = (message: string) => createHmac('sha256', erasureHmacKey(ERASURE_SECRET)).update(message).digest('hex');
    const dump = await readDatabaseContent(api.superuserUrl);
    const digests = [
      `address:${erased.email}`,
      `address:${erased.formerEmail}`,
      `person:${erased.externalId}`,
      `update:${erased.projectId}:${updateId}`,
    ];
    expect(findTextsIn(dump, digests.map(hmac))).toEqual(digests.map(hmac));
    expect(
      findTextsIn(dump, [erased.email, erased.formerEmail, erased.externalId, erasureHmacKey(ERASURE_SECRET).toString('hex')]),
    ).toEqual([]);
  });

  it('cannot be read or written by the server role directly', async () => {
    for (const sql of [
      'SELECT * FROM erased_fingerprints',
      'DELETE FROM erased_fingerprints',
      'SELECT * FROM former_identities',
      "SELECT erased_fingerprint(decode(repeat('00', 128), 'hex'), 'address', 'x')",
      'SELECT erasure_key()',
    ])
      await expect(api.database.query(sql), sql).rejects.toMatchObject({ code: '42501' });
  });

  it('require a key: statements on a connection without one are rejected', async () => {
    const without = api.database.another({ erasureKey: undefined });
    try {
      await expect(without.query("INSERT INTO profiles (email, name) VALUES ('any@example.org', 'Any')")).rejects.toMatchObject({
        code: 'SK413',
      });
      await expect(without.query("SELECT * FROM erased_identities(ARRAY['any@example.org'], '{}')")).rejects.toMatchObject({
        code: 'SK413',
      });
    } finally {
      await without.close();
    }
  });

  it('are counted if they were made with another secret, so that the server can warn at startup', async () => {
    const other = api.database.another({ erasureKey: '0'.repeat(256) });
    try {
      const [own] = await api.database.query<{ count: number }>('SELECT unrecognizable_fingerprints() AS count');
      const [others] = await other.query<{ count: number }>('SELECT unrecognizable_fingerprints() AS count');
      expect([own?.count, (others?.count ?? 0) > 0]).toEqual([0, true]);
    } finally {
      await other.close();
    }
  });
});
