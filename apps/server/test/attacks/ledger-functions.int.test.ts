import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sqlState } from '../../src/platform/errors/sqlstate.js';
import { postProgressUpdate } from '../../src/progress-updates/post-progress-update.js';
import { factories, readLedger } from '../factories.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

let db: TestDatabase;
let before: Awaited<ReturnType<typeof readLedger>>;
let member: number;
let other: number;
let skillIds: number[];
let undeclared: number;
let projectId: number;
let updateId: number;

beforeAll(async () => {
  db = await createTestDatabase();
  const make = factories(db.database);
  [member, other] = [await make.profile(), await make.profile()];
  skillIds = [await make.skill(), await make.skill()];
  undeclared = await make.skill();
  projectId = await make.project({ techLeadId: other, skillIds, metadata: { skill_ideas: ['Rust'] } });
  await make.assignment({ profileId: member, projectId });
  updateId = (await postProgressUpdate(db.database, { profileId: member, isAdmin: false, via: 'token' }, { projectId, content: 'work' }))
    .id;
  before = await readLedger(db.database);
  expect(before).toHaveLength(2);
  // An installation revokes this right. The functions must be safe even if an administrator grants it again.
  const superuser = new pg.Client({ connectionString: db.superuserUrl });
  await superuser.connect();
  await superuser.query(`DO $$ BEGIN EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO PUBLIC', current_database()); END $$`);
  await superuser.end();
});
afterAll(() => db.drop());

/** Runs the statements on a new connection. Returns the SQLSTATE of the first one that fails. */
async function attack(role: string, statements: readonly (string | { text: string; values: unknown[] })[]): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: db.ownerUrl, options: `-c role=${role}` });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
    return undefined;
  } catch (error) {
    return sqlState(error) ?? String(error);
  } finally {
    await client.end();
    expect(await readLedger(db.database)).toEqual(before);
  }
}

interface LedgerFunction {
  name: string;
  owner: string;
  config: string[];
  callers: string[];
  isTrigger: boolean;
}

/** Every SECURITY DEFINER function, which runs with the rights of its owner. */
async function definerFunctions(): Promise<LedgerFunction[]> {
  return db.database.query<LedgerFunction & Record<string, unknown>>(`
    SELECT p.proname AS name, p.prorettype = 'trigger'::regtype AS "isTrigger", pg_get_userbyid(p.proowner)::text AS owner, coalesce(p.proconfig, '{}') AS config,
           ARRAY(SELECT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee)::text END
                   FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a WHERE a.grantee <> p.proowner) AS callers
      FROM pg_proc p WHERE p.prosecdef AND p.pronamespace = 'public'::regnamespace ORDER BY 1`);
}

describe('ledger functions', () => {
  it('are owned by the ledger role, callable only by the server, and have a fixed search path', async () => {
    const functions = await definerFunctions();
    expect(functions.map(({ name }) => name)).toEqual(expect.arrayContaining(['emit_skill_signals', 'post_progress_update']));
    for (const { name, owner, config, callers, isTrigger } of functions) {
      // Triggers run without EXECUTE privilege, so no role needs it for trigger functions.
      const allowed = isTrigger || name === 'audit_origin' ? [] : ['skilltrace_server'];
      expect({ name, owner, callers }).toEqual({ name, owner: 'skilltrace_ledger', callers: allowed });
      // pg_temp must be listed last. If it is not listed, temporary tables of the caller are found first.
      expect({ name, config }).toEqual({ name, config: expect.arrayContaining(['search_path=pg_catalog, public, pg_temp']) });
    }
  });
});

const EMIT = 'SELECT emit_skill_signals($1, $2::signal_source_type, $3, $4::signal_type, $5::bigint[], $6::integer, $7::timestamptz)';
const BULK =
  'SELECT emit_skill_signals_in_bulk($1::bigint[], $2::signal_source_type, $3::bigint[], $4::signal_type, $5::bigint[], $6::integer, $7::timestamptz[])';
const POST = "SELECT post_progress_update($1, $2, 'work', NULL, NULL, 2)";

describe.each(['skilltrace_reader', 'skilltrace_server'] as const)('attacks by %s', (role) => {
  const expectedState = (state: string) => (role === 'skilltrace_reader' ? '42501' : state);
  type Forgery = () => { userId: number; sourceType: string; sourceId: number; signalType: string; skillId: number; createdAt?: string };
  const valid: Forgery = () => ({
    userId: member,
    sourceType: 'project',
    sourceId: projectId,
    signalType: 'joined',
    skillId: skillIds[0] ?? 0,
  });
  const forgeries: readonly [name: string, state: string, forgery: Forgery][] = [
    ['an assignment that does not exist', 'SK002', () => ({ ...valid(), userId: other })],
    [
      'an update by another person',
      'SK002',
      () => ({ ...valid(), userId: other, sourceType: 'update', sourceId: updateId, signalType: 'update' }),
    ],
    ['the completion of an active project', 'SK002', () => ({ ...valid(), signalType: 'completed' })],
    ['an undeclared skill', 'SK003', () => ({ ...valid(), skillId: undeclared })],
    ['a skill that does not exist', 'SK003', () => ({ ...valid(), skillId: 999_999_999 })],
    ['an event in the future', 'SK002', () => ({ ...valid(), createdAt: '2199-01-01T00:00:00Z' })],
  ];

  it.each(forgeries)('the emit functions reject a signal for %s', async (_name, state, forgery) => {
    const { userId, sourceType, sourceId, signalType, skillId, createdAt = null } = forgery();
    expect(await attack(role, [{ text: EMIT, values: [userId, sourceType, sourceId, signalType, [skillId], 1, createdAt] }])).toBe(
      expectedState(state),
    );
    expect(await attack(role, [{ text: BULK, values: [[userId], sourceType, [sourceId], signalType, [skillId], 1, [createdAt]] }])).toBe(
      expectedState(state),
    );
  });

  it('the emit functions reject arrays of different lengths and a weight that does not match the signal type', async () => {
    expect(await attack(role, [{ text: BULK, values: [[member], 'project', [projectId], 'joined', skillIds, 1, [null]] }])).toBe(
      expectedState('SK002'),
    );
    for (const weight of [null, 0, 2, 100]) {
      expect(await attack(role, [{ text: EMIT, values: [member, 'project', projectId, 'joined', skillIds, weight, null] }])).toBe(
        expectedState('SK002'),
      );
    }
  });

  it('an update cannot be posted for a person who is not a member', async () => {
    expect(await attack(role, [{ text: POST, values: [projectId, other] }])).toBe(expectedState('SK403'));
  });

  // Without the fixed search path, temporary tables of the same name would be found first and supply forged data.
  it('temporary tables cannot replace the assignments and the project scope', async () => {
    const decoys = [
      `CREATE TEMP TABLE assignments AS SELECT ${other}::bigint AS profile_id, ${projectId}::bigint AS project_id, now() - interval '1 day' AS started_at, NULL::timestamptz AS ended_at`,
      `CREATE TEMP TABLE project_skills AS SELECT ${projectId}::bigint AS project_id, ${undeclared}::bigint AS skill_id`,
      'GRANT SELECT ON pg_temp.assignments, pg_temp.project_skills TO PUBLIC',
    ];
    const values = [other, 'project', projectId, 'joined', [undeclared], 1, null];
    expect(await attack(role, [...decoys, { text: EMIT, values }])).toBe(role === 'skilltrace_reader' ? '42501' : 'SK002');
    expect(
      await attack(role, [
        ...decoys.slice(1, 2),
        'GRANT SELECT ON pg_temp.project_skills TO PUBLIC',
        { text: EMIT, values: [member, ...values.slice(1)] },
      ]),
    ).toBe(role === 'skilltrace_reader' ? '42501' : 'SK003');
  });

  it('the schema cannot be changed', async () => {
    for (const statement of [
      'CREATE OR REPLACE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$',
      'CREATE FUNCTION public.now() RETURNS timestamptz LANGUAGE sql AS $$ SELECT NULL::timestamptz $$',
      'ALTER TABLE user_skill_signals DISABLE TRIGGER ALL',
      'DROP TRIGGER user_skill_signals_append_only ON user_skill_signals',
      'CREATE RULE silent AS ON INSERT TO user_skill_signals DO INSTEAD NOTHING',
      'CREATE TRIGGER t BEFORE INSERT ON user_skill_signals FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change()',
      'ALTER VIEW signal_ledger RENAME TO other_ledger',
      'SET session_replication_role = replica',
    ]) {
      expect({ statement, state: await attack(role, [statement]) }).toEqual({ statement, state: '42501' });
    }
  });
});

it.each([
  ['inserted', 'INSERT INTO progress_updates (project_id, user_id, content, created_at) VALUES ($1, $2, $3, $4)'],
  ['changed', 'UPDATE progress_updates SET created_at = $4, content = $3 WHERE project_id = $1 AND user_id = $2'],
])('an update that is %s with a date in the future is rejected, even for the owner of the database', async (_how, text) => {
  const values = [projectId, member, 'later work', new Date(Date.now() + 60_000)];
  expect(await attack('skilltrace_owner', [{ text, values }])).toBe('23514');
});
