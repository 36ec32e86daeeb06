import { afterAll, beforeAll, expect, test } from 'vitest';
import { factories } from '../../test/factories.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { deleteExpiredCredentials } from './delete-expired-credentials.js';

let db: TestDatabase;
let people: number[];
beforeAll(async () => {
  db = await createTestDatabase();
  const make = factories(db.database);
  people = [await make.profile(), await make.profile(), await make.profile()];
});
afterAll(() => db.drop());

const sessions = (token: string, count: number, expires: string, created: string) =>
  db.database.query(
    `INSERT INTO auth_sessions (token, profile_id, expires_at, created_at)
     SELECT $1 || n, $2, now() + $4::interval, now() + $5::interval FROM generate_series(1, $3::int) n`,
    [token, people[0], count, expires, created],
  );
const attempts = (count: number, at: string) =>
  db.database.query(
    `INSERT INTO sign_in_failures (address, account_hash, attempted_at)
     SELECT '192.0.2.1', sha256('x'), now() + $2::interval FROM generate_series(1, $1::int)`,
    [count, at],
  );
const invitation = (profileId: number | undefined, expires: string) =>
  db.database.query(
    'INSERT INTO invitations (profile_id, code_hash, expires_at) VALUES ($1, sha256($1::bigint::text::bytea), now() + $2::interval)',
    [profileId, expires],
  );

test('deletes only expired sessions, invitations and attempts, in several batches', async () => {
  await sessions('expired', 1_200, '-1 second', '-8 days');
  await sessions('older than 30 days', 1, '6 days', '-30 days');
  await sessions('valid', 1, '1 hour', '-29 days');
  await attempts(3, '-15 minutes');
  await attempts(1, '-5 minutes');
  await invitation(people[0], '-1 second');
  await invitation(people[1], '1 hour');
  expect(await deleteExpiredCredentials(db.database)).toEqual({ sessions: 1_201, invitations: 1, attempts: 3 });
  expect(await db.database.query('SELECT token FROM auth_sessions')).toEqual([{ token: 'valid1' }]);
  expect(await db.database.query('SELECT FROM sign_in_failures')).toHaveLength(1);
  expect(await db.database.query('SELECT profile_id AS id FROM invitations')).toEqual([{ id: people[1] }]);
  expect(await deleteExpiredCredentials(db.database)).toEqual({ sessions: 0, invitations: 0, attempts: 0 });
});

test('skips locked rows without waiting', async () => {
  await invitation(people[2], '-1 second');
  await db.database.transaction(async (transaction) => {
    await transaction.query("UPDATE invitations SET expires_at = now() + interval '7 days' WHERE profile_id = $1", [people[2]]);
    expect((await deleteExpiredCredentials(db.database)).invitations).toBe(0);
  });
  expect((await deleteExpiredCredentials(db.database)).invitations).toBe(0);
});

test('writes nothing to the audit log', async () => {
  await sessions('gone', 2, '-1 second', '-8 days');
  const [before] = await db.database.query<{ entries: number }>('SELECT count(*) AS entries FROM audit_entries');
  expect((await deleteExpiredCredentials(db.database)).sessions).toBe(2);
  expect(await db.database.query('SELECT count(*) AS entries FROM audit_entries')).toEqual([before]);
});
