import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { factories } from '../../test/factories.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { untilWaiting } from '../../test/until-waiting.js';
import { syncDirectory } from './sync-directory.js';

let db: TestDatabase;
let owner: pg.Client;

beforeAll(async () => {
  db = await createTestDatabase();
  owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
  const make = factories(db.database);
  const lead = await make.profile({ email: 'lead@example.org' });
  const profileId = await make.profile({ email: 'person@example.org', name: 'Person' });
  const projectId = await make.project({ techLeadId: lead, externalId: 'project', name: 'Project' });
  await make.skill('Go');
  await make.assignment({ profileId, projectId, tags: ['Go'] });
});
afterAll(async () => {
  await owner.end();
  await db.drop();
});

/** Commits a change after the sync has read everything and waits to write. */
async function commitAmidSync(change: string, payload: Parameters<typeof syncDirectory>[1]) {
  await owner.query(`BEGIN; ${change}`);
  const syncing = syncDirectory(db.database, payload);
  await untilWaiting(db.database);
  await owner.query('COMMIT');
  return syncing;
}

it.each([
  [
    'the status of a project',
    "UPDATE projects SET status = 'completed', completed_at = now()",
    { projects: [{ externalId: 'project', name: 'Another name', techLead: 'lead@example.org' }] },
    'SELECT name, status AS kept FROM projects',
    { name: 'Another name', kept: 'completed' },
  ],
  [
    'the title and admin rights of a person',
    "UPDATE profiles SET title = 'Baker', is_admin = true WHERE name = 'Person'",
    { profiles: [{ email: 'person@example.org', name: 'Another name' }] },
    "SELECT name, title || ', admin ' || is_admin AS kept FROM profiles WHERE email = 'person@example.org'",
    { name: 'Another name', kept: 'Baker, admin true' },
  ],
  [
    'the active state of a skill',
    'UPDATE skills SET is_active = false',
    { skills: [{ name: 'Go', category: 'Another' }] },
    'SELECT category AS name, is_active AS kept FROM skills',
    { name: 'Another', kept: false },
  ],
  [
    'the tags of an assignment',
    "UPDATE assignments SET tags = '{Golang}'",
    { assignments: [{ email: 'person@example.org', projectExternalId: 'project', role: 'Another role' }] },
    'SELECT role AS name, tags[1] AS kept FROM assignments',
    { name: 'Another role', kept: 'Golang' },
  ],
])('an entry that does not mention %s keeps a value that was changed concurrently', async (_name, change, payload, read, expected) => {
  await commitAmidSync(change, payload);
  expect(await db.database.query(read)).toEqual([expected]);
});

it('rejects an entry that ends an assignment at a different time than a concurrent change did', async () => {
  const entry = { email: 'person@example.org', projectExternalId: 'project', role: 'A third role', endedAt: '2025-01-02T00:00:00.000Z' };
  const report = await commitAmidSync("UPDATE assignments SET started_at = '2024-01-01', ended_at = '2025-01-01'", {
    assignments: [entry],
  });
  expect(report).toMatchObject({ assignments: { updated: 0, rejected: 1 }, rejected: [{ code: 'VALIDATION_FAILED' }] });
  expect(await db.database.query('SELECT role, ended_at = \'2025-01-01\' AS "isItsEnd" FROM assignments')).toEqual([
    { role: 'Another role', isItsEnd: true },
  ]);
});

it('does not reactivate a project that was completed and then archived', async () => {
  await owner.query("UPDATE projects SET status = 'archived'");
  const entry = { externalId: 'project', name: 'Another name', techLead: 'lead@example.org', status: 'active' as const };
  expect(await syncDirectory(db.database, { projects: [entry] })).toMatchObject({ rejected: [{ section: 'projects', code: 'CONFLICT' }] });
  expect(await db.database.query('SELECT status FROM projects')).toEqual([{ status: 'archived' }]);
});
