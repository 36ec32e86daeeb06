import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sqlState } from '../../src/platform/errors/sqlstate.js';
import { postProgressUpdate } from '../../src/progress-updates/post-progress-update.js';
import { factories, readLedger } from '../factories.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

const INSERT = `INSERT INTO user_skill_signals (user_id, skill_id, source_type, source_id, signal_type, weight, created_at, project_id)
  SELECT user_id, skill_id, source_type, source_id + 1000, signal_type, weight, created_at, project_id FROM user_skill_signals`;
const CHANGES = {
  UPDATE: 'UPDATE user_skill_signals SET weight = 99',
  'UPDATE of no row': 'UPDATE user_skill_signals SET weight = 99 WHERE false',
  DELETE: 'DELETE FROM user_skill_signals',
  TRUNCATE: 'TRUNCATE user_skill_signals',
  'TRUNCATE CASCADE': 'TRUNCATE profiles CASCADE',
};

let db: TestDatabase;
let before: unknown[];

beforeAll(async () => {
  db = await createTestDatabase();
  const make = factories(db.database);
  const member = await make.profile();
  const skillIds = [await make.skill(), await make.skill()];
  const projectId = await make.project({ techLeadId: member, skillIds });
  await make.assignment({ profileId: member, projectId });
  await postProgressUpdate(db.database, { profileId: member, isAdmin: false, via: 'token' }, { projectId, content: 'work' });
  before = await readLedger(db.database);
  expect(before).toHaveLength(2);
});
afterAll(() => db.drop());

async function refusedWith(connect: Partial<pg.ClientConfig>, sql: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: db.ownerUrl, ...connect });
  await client.connect();
  try {
    await client.query(sql);
    return undefined;
  } catch (error) {
    return sqlState(error);
  } finally {
    await client.end();
    expect(await readLedger(db.database)).toEqual(before);
  }
}

describe('ledger changes by the server role', () => {
  const asServer = { options: '-c role=skilltrace_server' };
  it.each(
    Object.entries({
      INSERT,
      COPY: "COPY user_skill_signals (user_id) FROM PROGRAM 'echo 1'",
      'COPY FROM STDIN': 'COPY user_skill_signals FROM STDIN',
      ...CHANGES,
    }),
  )('%s fails', async (_name, sql) => {
    expect(await refusedWith(asServer, sql)).toMatch(/^(42501|SK001)$/);
  });

  it('INSERT of an update without its signals fails', async () => {
    expect(
      await refusedWith(
        asServer,
        "INSERT INTO progress_updates (project_id, user_id, content) SELECT project_id, user_id, 'silent' FROM progress_updates",
      ),
    ).toBe('42501');
  });
});

describe('ledger changes by the owner of the tables', () => {
  it.each(Object.entries(CHANGES))('%s fails', async (_name, sql) => {
    expect(await refusedWith({}, sql)).toMatch(/^(SK001|0A000)$/);
  });
});

describe('ledger changes by a superuser', () => {
  it.each(Object.entries(CHANGES))('%s fails, even in replica mode', async (_name, sql) => {
    expect(await refusedWith({ connectionString: db.superuserUrl }, sql)).toMatch(/^SK001$/);
    expect(await refusedWith({ connectionString: db.superuserUrl, options: '-c session_replication_role=replica' }, sql)).toMatch(
      /^SK001$/,
    );
  });
});

describe('ledger changes on the analytics connection', () => {
  it.each(Object.entries({ ...CHANGES, INSERT, 'INSERT elsewhere': "INSERT INTO skills (skill_name, category) VALUES ('x', 'y')" }))(
    '%s fails',
    async (_name, sql) => {
      await expect(db.readDatabase.query(sql)).rejects.toSatisfy((error) => /^(25006|42501)$/.test(sqlState(error) ?? ''));
      await expect(db.readDatabase.query(`SET default_transaction_read_only = off; ${sql}`)).rejects.toSatisfy((error) =>
        /^(25006|42501)$/.test(sqlState(error) ?? ''),
      );
      expect(await readLedger(db.database)).toEqual(before);
    },
  );
});
