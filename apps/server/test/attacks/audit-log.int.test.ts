import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditActions, auditSubjects } from '@skilltrace/contract';
import { sqlState } from '../../src/platform/errors/sqlstate.js';
import { createTestApi, type TestApi } from '../api-client.js';
import { factories } from '../factories.js';
import { entriesOf, type LoggedEntry } from '../audit-entries.js';

const CHANGES = {
  UPDATE: "UPDATE audit_entries SET details = '{}'",
  'UPDATE of no row': "UPDATE audit_entries SET details = '{}' WHERE false",
  DELETE: 'DELETE FROM audit_entries',
  'DELETE of an origin': 'DELETE FROM audit_origins',
  TRUNCATE: 'TRUNCATE audit_entries',
  'TRUNCATE of origins': 'TRUNCATE audit_origins',
  'TRUNCATE CASCADE': 'TRUNCATE profiles CASCADE',
  'another actor': "UPDATE audit_origins SET via = 'server', profile_id = NULL, api_token_id = NULL",
  'another address': "UPDATE audit_origins SET address = '192.0.2.1'",
  'another user agent': "UPDATE audit_origins SET user_agent = 'curl'",
  'another time': "UPDATE audit_origins SET recorded_at = recorded_at - interval '1 day', address = NULL",
};
const INSERT = "INSERT INTO audit_entries (action, subject_type, details) VALUES ('person.made_admin', 'person', '{}')";
const FORGED_ORIGIN = "INSERT INTO audit_origins (via) VALUES ('command')";

let api: TestApi;
let make: ReturnType<typeof factories>;
let admin: number;
let token: string;

beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
  admin = await make.profile({ isAdmin: true });
  token = await api.tokenOf(admin);
  await api.call('POST', '/api/skills', { token, body: { name: 'Go', category: 'Languages' }, headers: { 'user-agent': 'Browser' } });
});
afterAll(() => api.close());

const everything = () =>
  api.database.query('SELECT e.*, o.* FROM audit_entries e LEFT JOIN audit_origins o ON o.id = e.origin_id ORDER BY e.id');

async function connected<Result>(connect: Partial<pg.ClientConfig>, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: api.ownerUrl, ...connect });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Runs a statement and returns its SQLSTATE. Checks that the log did not change. */
async function refusal(sql: string, connect: Partial<pg.ClientConfig> = {}): Promise<string | undefined> {
  const before = await everything();
  expect(before.length).toBeGreaterThan(3);
  const state = await connected(connect, (client) =>
    client.query(sql).then(
      () => undefined,
      (error: unknown) => sqlState(error),
    ),
  );
  expect(await everything()).toEqual(before);
  return state;
}

const asRole = (role: string) => ({ options: `-c role=${role}` });

describe('protection of the audit log', () => {
  it.each(Object.entries({ ...CHANGES, INSERT, FORGED_ORIGIN }))('the role of the server cannot change the log: %s', async (_name, sql) => {
    expect(await refusal(sql, asRole('skilltrace_server'))).toMatch(/^(42501|SK001)$/);
  });

  it.each(Object.entries(CHANGES))('the role that writes the ledgers cannot change the log: %s', async (_name, sql) => {
    expect(await refusal(sql, asRole('skilltrace_ledger'))).toMatch(/^(42501|SK001)$/);
  });

  it.each(Object.entries(CHANGES))('the owner of the tables cannot change the log: %s', async (_name, sql) => {
    expect(await refusal(sql)).toMatch(/^(SK001|0A000)$/);
  });

  it.each(Object.entries(CHANGES))('a superuser cannot change the log, even in replica mode: %s', async (_name, sql) => {
    expect(await refusal(sql, { connectionString: api.superuserUrl })).toBe('SK001');
    expect(await refusal(sql, { connectionString: api.superuserUrl, options: '-c session_replication_role=replica' })).toBe('SK001');
  });

  it('the analytics role cannot read the log, and of an origin only the person', async () => {
    expect(await refusal('SELECT FROM audit_entries', asRole('skilltrace_reader'))).toBe('42501');
    expect(await refusal('SELECT id, profile_id FROM audit_origins', asRole('skilltrace_reader'))).toBeUndefined();
    for (const column of ['recorded_at', 'transaction_id', 'via', 'api_token_id', 'request_id', 'address', 'user_agent'])
      expect(await refusal(`SELECT ${column} FROM audit_origins`, asRole('skilltrace_reader'))).toBe('42501');
  });

  it('the writer of an entry cannot set its time or role', async () => {
    expect(
      await refusal(
        "INSERT INTO audit_entries (action, subject_type, recorded_at) VALUES ('skill.created', 'skill', now() - interval '1 year')",
        asRole('skilltrace_ledger'),
      ),
    ).toBe('42501');
    expect(
      await refusal(
        "INSERT INTO audit_entries (action, subject_type, database_role) VALUES ('skill.created', 'skill', 'me')",
        asRole('skilltrace_ledger'),
      ),
    ).toBe('42501');
  });

  it.each(['audit_skills', 'audit_origin', 'audit_truncate'])('the server cannot call the trigger function %s', async (name) => {
    expect(await refusal(`SELECT ${name}()`, asRole('skilltrace_server'))).toBe('42501');
  });

  it.each([
    "SELECT record_import('anything', true, '{}')",
    `SELECT record_import('organisation', true, '{"name": "Ada Lovelace"}')`,
    `SELECT record_import('organisation', true, '{"names": ["Ada Lovelace"]}')`,
    `SELECT record_import('organisation', true, '"Ada"')`,
    "SELECT record_import('organisation', true, NULL)",
    "SELECT record_import('organisation', NULL, '{}')",
  ])('rejects an import record with anything but counts: %s', async (sql) => {
    expect(await refusal(sql, asRole('skilltrace_server'))).toBe('22023');
  });

  it('only the role that erases people may clear an address and a user agent', async () => {
    const blank = 'UPDATE audit_origins SET address = NULL, user_agent = NULL';
    expect(await refusal(blank, asRole('skilltrace_server'))).toBe('42501');
    await connected(asRole('skilltrace_ledger'), async (client) => {
      await client.query('BEGIN');
      expect((await client.query(blank)).rowCount).toBeGreaterThan(0);
      await client.query('ROLLBACK');
    });
  });
});

/** The entries that a function adds to the log. */
async function added(work: () => Promise<unknown>): Promise<LoggedEntry[]> {
  const before = await entriesOf(api.database);
  await work();
  return entriesOf(api.database, before.at(-1)?.id ?? 0);
}

describe('audit entries of direct SQL', () => {
  const RENAME = "UPDATE skills SET skill_name = skill_name || '.' WHERE skill_name LIKE 'Go%'";

  it.each([
    ['the server role outside a request', asRole('skilltrace_server'), 'skilltrace_server'],
    ['the owner', {}, 'skilltrace_owner'],
  ])('records a change by %s, without an origin', async (_name, connect, role) => {
    expect(await added(() => connected(connect, (client) => client.query(RENAME)))).toMatchObject([
      { action: 'skill.renamed', via: null, actorId: null, databaseRole: role },
    ]);
  });

  it('records a change by a superuser in replica mode', async () => {
    const connect = { connectionString: api.superuserUrl, options: '-c session_replication_role=replica' };
    expect(await added(() => connected(connect, (client) => client.query(RENAME)))).toMatchObject([{ action: 'skill.renamed', via: null }]);
  });

  it('records TRUNCATE of a table', async () => {
    const connect = { connectionString: api.superuserUrl };
    expect(await added(() => connected(connect, (client) => client.query('TRUNCATE invitations')))).toMatchObject([
      { action: 'table.truncated', details: { table: 'invitations' } },
    ]);
  });

  it('records a changed key as one deleted record and one new record', async () => {
    const [one, other] = [await make.profile(), await make.profile()];
    const projectId = await make.project({ techLeadId: admin });
    const id = await make.assignment({ profileId: one, projectId });
    const move = () => api.database.query('UPDATE assignments SET profile_id = $2 WHERE id = $1', [id, other]);
    const [deleted, started] = (await added(move)).toSorted((a, b) => (a.profileId ?? 0) - (b.profileId ?? 0));
    expect([deleted, started]).toMatchObject([
      { action: 'assignment.deleted', profileId: one },
      { action: 'assignment.started', profileId: other },
    ]);
  });

  it('records nothing when an UPDATE changes no value', async () => {
    expect(
      await added(() => connected({}, (client) => client.query('UPDATE skills SET skill_name = skill_name, updated_at = now()'))),
    ).toEqual([]);
  });

  it('does not record a pending suggestion or its deletion', async () => {
    const [profileId, skillId] = [await make.profile(), await make.skill()];
    const report = `INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) VALUES (${profileId}, ${skillId}, 'EXPERT', 'SYSTEM_FLAG')`;
    expect(await added(() => api.database.query(report))).toEqual([]);
    expect(await added(() => connected({}, (client) => client.query(`DELETE FROM suggestions WHERE profile_id = ${profileId}`)))).toEqual(
      [],
    );
  });

  it('records a suggestion that is inserted as already decided', async () => {
    const [profileId, skillId] = [await make.profile(), await make.skill()];
    const decided = `INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source, status, resolved_at, resolved_by_id)
      VALUES (${profileId}, ${skillId}, 'EXPERT', 'SELF_REPORT', 'REJECTED', now(), ${admin})`;
    expect(await added(() => connected({}, (client) => client.query(decided)))).toMatchObject([
      { action: 'suggestion.rejected', profileId, skillId, details: { source: 'SELF_REPORT', after: { resolvedById: admin } } },
    ]);
  });
});

describe('a forged actor', () => {
  const skillAs = (mark: string, more = '') =>
    connected(asRole('skilltrace_server'), async (client) => {
      await client.query('BEGIN');
      await client.query("SELECT set_config('skilltrace.origin', $1, true)", [mark]);
      if (more !== '') await client.query(more);
      await client.query("INSERT INTO skills (skill_name, category) VALUES ('Forged', 'Test')");
      await client.query('COMMIT');
    });

  it.each(
    Object.entries({
      'an unknown person': ['{"via":"session","profileId":987654321}', '23503'],
      'no person': ['{"via":"session"}', '23514'],
      'an unknown token': ['{"via":"token","profileId":1,"apiTokenId":987654321}', '23503'],
      'a token without an id': ['{"via":"token","profileId":1}', '23514'],
      'an unknown channel': ['{"via":"god"}', '23514'],
      'invalid JSON': ['via=command', '22P02'],
    }),
  )('is rejected: %s', async (_name, [mark = '', state]) => {
    const before = await everything();
    await expect(skillAs(mark)).rejects.toSatisfy((error) => sqlState(error) === state);
    expect(await everything()).toEqual(before);
    expect(await api.database.query("SELECT FROM skills WHERE skill_name = 'Forged'")).toEqual([]);
  });

  it('is ignored when the statement sets the origin id of another person’s change', async () => {
    const other = await make.profile({ isAdmin: true });
    const [theirs] = await api.database.query<{ id: number }>('SELECT max(id) AS id FROM audit_origins WHERE profile_id = $1', [admin]);
    const forged = await added(() =>
      skillAs(JSON.stringify({ via: 'session', profileId: other }), `SELECT set_config('skilltrace.origin_id', '${theirs?.id}', true)`),
    );
    expect(forged).toMatchObject([{ action: 'skill.created', actorId: other }]);
  });

  it('is ignored in the headers of a request', async () => {
    const other = await make.profile({ isAdmin: true });
    const userAgent = `'); SELECT set_config('skilltrace.origin', '{"profileId":${other}}', false); -- "},"profileId":${other} ${'x'.repeat(500)}`;
    const [entry] = await added(() =>
      api.call('POST', '/api/skills', {
        token,
        body: { name: 'By hand', category: 'Test' },
        headers: { 'user-agent': userAgent, 'x-forwarded-for': '203.0.113.7', 'x-request-id': 'forged', 'request-id': 'forged' },
      }),
    );
    expect(entry).toMatchObject({ actorId: admin, address: '127.0.0.1', userAgent: userAgent.slice(0, 200) });
    expect(entry?.requestId).not.toBe('forged');
  });

  it('does not remain on a connection that returns to the pool', async () => {
    await Promise.all(
      Array.from({ length: 30 }, (_, n) => api.call('POST', '/api/skills', { token, body: { name: `Pool ${n}`, category: 'Test' } })),
    );
    const entries = await added(() =>
      Promise.all(
        Array.from({ length: 30 }, (_, n) =>
          api.database.query("INSERT INTO skills (skill_name, category) VALUES ($1, 'Test')", [`Plain ${n}`]),
        ),
      ),
    );
    expect(entries).toHaveLength(30);
    expect(entries.filter(({ via }) => via !== null)).toEqual([]);
  });
});

describe('a rollback', () => {
  it('removes the entry and the origin', async () => {
    const before = await everything();
    const origins = () => api.database.query('SELECT count(*) AS n FROM audit_origins');
    const count = await origins();
    const work = api.database.from({ via: 'command' }).transaction(async (transaction) => {
      await transaction.query("INSERT INTO skills (skill_name, category) VALUES ('Undone', 'Test')");
      expect(await transaction.query("SELECT FROM audit_entries e WHERE e.details #>> '{after,name}' = 'Undone'")).toHaveLength(1);
      throw new Error('undone');
    });
    await expect(work).rejects.toThrow('undone');
    expect(await everything()).toEqual(before);
    expect(await origins()).toEqual(count);
  });

  it('to a savepoint keeps the remaining entries, with one origin', async () => {
    const entries = await added(() =>
      api.database.from({ via: 'command' }).transaction(async (transaction) => {
        const skill = (name: string) => transaction.query("INSERT INTO skills (skill_name, category) VALUES ($1, 'Test')", [name]);
        await transaction.query('SAVEPOINT first');
        await skill('Dropped');
        await transaction.query('ROLLBACK TO first');
        await skill('Kept 1');
        await transaction.query('SAVEPOINT second');
        await skill('Kept 2');
      }),
    );
    expect(entries).toMatchObject([
      { via: 'command', details: { after: { name: 'Kept 1' } } },
      { via: 'command', details: { after: { name: 'Kept 2' } } },
    ]);
    expect(new Set(entries.map(({ originId }) => originId)).size).toBe(1);
  });
});

it('concurrent requests are recorded with the correct actor', async () => {
  const people = await Promise.all(Array.from({ length: 8 }, () => make.profile({ isAdmin: true })));
  const tokens = await Promise.all(people.map((id) => api.tokenOf(id)));
  const entries = await added(() =>
    Promise.all(
      people.flatMap((id, index) =>
        [1, 2, 3].map((n) => api.call('POST', '/api/skills', { token: tokens[index], body: { name: `Of ${id}, ${n}`, category: 'Test' } })),
      ),
    ),
  );
  expect(entries).toHaveLength(24);
  for (const { actorId, details } of entries)
    expect((details as { after: { name: string } }).after.name).toMatch(new RegExp(`^Of ${actorId}, `));
});

it('the log contains no name, email address or text of a person', async () => {
  const lead = await make.profile({ isAdmin: true });
  const mine = await api.tokenOf(lead);
  const secret = 'Xyzzy';
  const { body: person } = await api.call('POST', '/api/profiles', {
    token: mine,
    body: { email: `${secret}@example.org`, name: secret, title: secret, password: `${secret} correct horse` },
  });
  await api.call('PATCH', `/api/profiles/${person.id}`, {
    token: mine,
    body: { name: `${secret} 2`, email: `${secret}2@example.org`, title: `${secret} 2` },
  });
  const { body: project } = await api.call('POST', '/api/projects', {
    token: mine,
    body: { name: 'Plain', techLeadId: lead, description: secret },
  });
  await api.call('PATCH', `/api/projects/${project.id}`, {
    token: mine,
    body: { description: `${secret} 2`, metadata: { client: secret } },
  });
  const { body: assigned } = await api.call('POST', `/api/projects/${project.id}/assignments`, {
    token: mine,
    body: { profileId: person.id, role: secret },
  });
  await api.call('PATCH', `/api/assignments/${assigned.id}`, { token: mine, body: { role: `${secret} 2` } });
  await api.call('POST', '/api/api_tokens', { token: mine, body: { name: secret, profileId: person.id } });
  const { body: invited } = await api.call('POST', `/api/profiles/${person.id}/invitation`, { token: mine });
  await api.call('POST', `/api/invitations/${invited.url.split('/').at(-1)}`, { body: { password: `${secret} battery staple` } });
  const entries = await entriesOf(api.database);
  expect(entries.filter(({ profileId }) => profileId === person.id).length).toBeGreaterThan(6);
  expect(entries.filter(({ details }) => Array.isArray((details as { fields?: unknown }).fields)).length).toBeGreaterThan(2);
  const [{ dump } = { dump: '' }] = await api.database.query<{ dump: string }>(
    "SELECT string_agg(e::text, '') AS dump FROM audit_entries e",
  );
  expect(dump.toLowerCase()).not.toContain(secret.toLowerCase());
});

it('the enums of the database match the contract', async () => {
  const words = (name: string) =>
    api.database.query<{ word: string }>('SELECT enumlabel AS word FROM pg_enum WHERE enumtypid = $1::regtype ORDER BY enumsortorder', [
      name,
    ]);
  expect((await words('audit_action')).map(({ word }) => word)).toEqual([...auditActions]);
  expect((await words('audit_subject')).map(({ word }) => word)).toEqual([...auditSubjects]);
});
