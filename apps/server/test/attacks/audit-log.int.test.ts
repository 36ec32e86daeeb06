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

/** The SQLSTATE with which a statement is refused; the log must be there as it was. */
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

describe('the log stays as it is', () => {
  it.each(Object.entries({ ...CHANGES, INSERT, FORGED_ORIGIN }))('for the role that the server runs as: %s', async (_name, sql) => {
    expect(await refusal(sql, asRole('skilltrace_server'))).toMatch(/^(42501|SK001)$/);
  });

  it.each(Object.entries(CHANGES))('for the role that writes the ledgers: %s', async (_name, sql) => {
    expect(await refusal(sql, asRole('skilltrace_ledger'))).toMatch(/^(42501|SK001)$/);
  });

  it.each(Object.entries(CHANGES))('for the owner of the tables: %s', async (_name, sql) => {
    expect(await refusal(sql)).toMatch(/^(SK001|0A000)$/);
  });

  it.each(Object.entries(CHANGES))('for a superuser, in replica mode too: %s', async (_name, sql) => {
    expect(await refusal(sql, { connectionString: api.superuserUrl })).toBe('SK001');
    expect(await refusal(sql, { connectionString: api.superuserUrl, options: '-c session_replication_role=replica' })).toBe('SK001');
  });

  it('for analytics, which does not even see it', async () => {
    expect(await refusal('SELECT FROM audit_entries', asRole('skilltrace_reader'))).toBe('42501');
    expect(await refusal('SELECT FROM audit_origins', asRole('skilltrace_reader'))).toBe('42501');
  });

  it('where an entry is dated by whoever writes it', async () => {
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

  it.each(['audit_skills', 'audit_origin', 'audit_truncate'])('where the server calls %s itself', async (name) => {
    expect(await refusal(`SELECT ${name}()`, asRole('skilltrace_server'))).toBe('42501');
  });

  it.each([
    "SELECT record_import('anything', true, '{}')",
    `SELECT record_import('organisation', true, '{"name": "Ada Lovelace"}')`,
    `SELECT record_import('organisation', true, '{"names": ["Ada Lovelace"]}')`,
    `SELECT record_import('organisation', true, '"Ada"')`,
    "SELECT record_import('organisation', true, NULL)",
    "SELECT record_import('organisation', NULL, '{}')",
  ])('where %s would tell something else than counts', async (sql) => {
    expect(await refusal(sql, asRole('skilltrace_server'))).toBe('22023');
  });

  it('but for an address and a user agent, which the role that erases may blank, and no other', async () => {
    const blank = 'UPDATE audit_origins SET address = NULL, user_agent = NULL';
    expect(await refusal(blank, asRole('skilltrace_server'))).toBe('42501');
    await connected(asRole('skilltrace_ledger'), async (client) => {
      await client.query('BEGIN');
      expect((await client.query(blank)).rowCount).toBeGreaterThan(0);
      await client.query('ROLLBACK');
    });
  });
});

/** What a piece of work adds to the log. */
async function added(work: () => Promise<unknown>): Promise<LoggedEntry[]> {
  const before = await entriesOf(api.database);
  await work();
  return entriesOf(api.database, before.at(-1)?.id ?? 0);
}

describe('whoever writes is logged', () => {
  const RENAME = "UPDATE skills SET skill_name = skill_name || '.' WHERE skill_name LIKE 'Go%'";

  it.each([
    ['the server past its own requests', asRole('skilltrace_server'), 'skilltrace_server'],
    ['the owner', {}, 'skilltrace_owner'],
  ])('%s, without an origin', async (_name, connect, role) => {
    expect(await added(() => connected(connect, (client) => client.query(RENAME)))).toMatchObject([
      { action: 'skill.renamed', via: null, actorId: null, databaseRole: role },
    ]);
  });

  it('a superuser in replica mode', async () => {
    const connect = { connectionString: api.superuserUrl, options: '-c session_replication_role=replica' };
    expect(await added(() => connected(connect, (client) => client.query(RENAME)))).toMatchObject([{ action: 'skill.renamed', via: null }]);
  });

  it('who empties a table', async () => {
    const connect = { connectionString: api.superuserUrl };
    expect(await added(() => connected(connect, (client) => client.query('TRUNCATE invitations')))).toMatchObject([
      { action: 'table.truncated', details: { table: 'invitations' } },
    ]);
  });

  it('also where a key changes, as one thing gone and another come', async () => {
    const [one, other] = [await make.profile(), await make.profile()];
    const projectId = await make.project({ techLeadId: admin });
    const id = await make.assignment({ profileId: one, projectId });
    const move = () => api.database.query('UPDATE assignments SET profile_id = $2 WHERE id = $1', [id, other]);
    const [gone, come] = (await added(move)).toSorted((a, b) => (a.profileId ?? 0) - (b.profileId ?? 0));
    expect([gone, come]).toMatchObject([
      { action: 'assignment.deleted', profileId: one },
      { action: 'assignment.started', profileId: other },
    ]);
  });

  it('and what changes nothing is not', async () => {
    expect(
      await added(() => connected({}, (client) => client.query('UPDATE skills SET skill_name = skill_name, updated_at = now()'))),
    ).toEqual([]);
  });

  it('and pending suggestions are not, nor their end unless it is a decision', async () => {
    const [profileId, skillId] = [await make.profile(), await make.skill()];
    const report = `INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) VALUES (${profileId}, ${skillId}, 'EXPERT', 'SYSTEM_FLAG')`;
    expect(await added(() => api.database.query(report))).toEqual([]);
    expect(await added(() => connected({}, (client) => client.query(`DELETE FROM suggestions WHERE profile_id = ${profileId}`)))).toEqual(
      [],
    );
  });

  it('and one that comes in as decided is', async () => {
    const [profileId, skillId] = [await make.profile(), await make.skill()];
    const decided = `INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source, status, resolved_at, resolved_by_id)
      VALUES (${profileId}, ${skillId}, 'EXPERT', 'SELF_REPORT', 'REJECTED', now(), ${admin})`;
    expect(await added(() => connected({}, (client) => client.query(decided)))).toMatchObject([
      { action: 'suggestion.rejected', profileId, skillId, details: { source: 'SELF_REPORT', after: { resolvedById: admin } } },
    ]);
  });
});

describe('an actor is not forged', () => {
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
      'nobody there is': ['{"via":"session","profileId":987654321}', '23503'],
      'no person': ['{"via":"session"}', '23514'],
      'a token that is not': ['{"via":"token","profileId":1,"apiTokenId":987654321}', '23503'],
      'a token without a number': ['{"via":"token","profileId":1}', '23514'],
      'a way that is none': ['{"via":"god"}', '23514'],
      'no JSON': ['via=command', '22P02'],
    }),
  )('as %s', async (_name, [mark = '', state]) => {
    const before = await everything();
    await expect(skillAs(mark)).rejects.toSatisfy((error) => sqlState(error) === state);
    expect(await everything()).toEqual(before);
    expect(await api.database.query("SELECT FROM skills WHERE skill_name = 'Forged'")).toEqual([]);
  });

  it('by naming the origin of somebody else’s change', async () => {
    const other = await make.profile({ isAdmin: true });
    const [theirs] = await api.database.query<{ id: number }>('SELECT max(id) AS id FROM audit_origins WHERE profile_id = $1', [admin]);
    const forged = await added(() =>
      skillAs(JSON.stringify({ via: 'session', profileId: other }), `SELECT set_config('skilltrace.origin_id', '${theirs?.id}', true)`),
    );
    expect(forged).toMatchObject([{ action: 'skill.created', actorId: other }]);
  });

  it('by what a request sends', async () => {
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

  it('and a connection that goes back to the pool forgets whose it was', async () => {
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

describe('what is rolled back', () => {
  it('leaves no entry, and no origin', async () => {
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

  it('to a savepoint leaves what stands, with one origin', async () => {
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

it('tells many who write at once apart', async () => {
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

it('holds no name, address or words of a person', async () => {
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

it('knows the words of the contract, and no others', async () => {
  const words = (name: string) =>
    api.database.query<{ word: string }>('SELECT enumlabel AS word FROM pg_enum WHERE enumtypid = $1::regtype ORDER BY enumsortorder', [
      name,
    ]);
  expect((await words('audit_action')).map(({ word }) => word)).toEqual([...auditActions]);
  expect((await words('audit_subject')).map(({ word }) => word)).toEqual([...auditSubjects]);
});
