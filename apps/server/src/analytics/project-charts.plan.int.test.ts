import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { plansOf } from '../../test/plans-of.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import type { Caller } from '../platform/auth/caller.js';
import type { ReadDatabase } from '../platform/database/read-database.js';
import { readActivity } from './read-activity.js';
import { readCalendar } from './read-calendar.js';
import { readCoverage } from './read-coverage.js';
import { readDistribution } from './read-distribution.js';
import { readMomentum } from './read-momentum.js';
import { readSummary } from './read-summary.js';

const PROJECT = 7;
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
const range = { from: daysAgo(60), to: daysAgo(30) };
const scope = { of: 'project', id: PROJECT } as const;
const admin: Caller = { profileId: 1, isAdmin: true, via: 'token' };

// Large enough that PostgreSQL prefers an index to reading the table: 60,000 signals of 300 people on 200 projects. They reach today, because an
// index by time would be just as cheap for a recent range without signals.
const LEDGER = `
  SET session_replication_role = replica;
  INSERT INTO profiles (email, name) SELECT 'p' || n || '@example.org', 'Person ' || n FROM generate_series(1, 300) n;
  INSERT INTO skills (skill_name, category) SELECT 'Skill ' || n, 'Test' FROM generate_series(1, 50) n;
  INSERT INTO projects (name, tech_lead_id) SELECT 'Project ' || n, 1 FROM generate_series(1, 200) n;
  INSERT INTO project_skills SELECT ${PROJECT}, n FROM generate_series(1, 5) n;
  INSERT INTO user_skill_signals (user_id, skill_id, source_type, source_id, signal_type, weight, created_at, project_id)
  SELECT 1 + n % 300, 1 + n / 300 % 50, 'update', n, 'update', 2, date_trunc('milliseconds', now()) - n * interval '10 minutes', 1 + n * 7 % 200
    FROM generate_series(1, 60000) n;
  VACUUM ANALYZE`;

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  const client = new pg.Client({ connectionString: db.superuserUrl });
  await client.connect();
  for (const statement of LEDGER.split(';')) await client.query(statement);
  await client.end();
});
afterAll(() => db.drop());

it.each<[string, (ledger: ReadDatabase) => Promise<unknown>]>([
  ['activity', (ledger) => readActivity(ledger, scope, {})],
  ['activity in a range', (ledger) => readActivity(ledger, scope, range)],
  ['calendar', (ledger) => readCalendar(ledger, scope, {})],
  ['coverage', (ledger) => readCoverage(ledger, ledger, admin, PROJECT, {})],
  ['distribution', (ledger) => readDistribution(ledger, scope, {})],
  ['distribution in a range', (ledger) => readDistribution(ledger, scope, range)],
  ['momentum', (ledger) => readMomentum(ledger, scope, { bucket: 'week' })],
  ['summary', (ledger) => readSummary(ledger, scope, {})],
])('the %s of a project reads only the signals from that project', async (_, read) => {
  const nodes = await plansOf(db.readDatabase, read);
  const reads = nodes.filter(
    (node) => node['Relation Name'] === 'user_skill_signals' || node['Index Name']?.startsWith('user_skill_signals'),
  );
  expect(reads.length).toBeGreaterThan(0);
  expect(reads.map((node) => node['Node Type'])).not.toContain('Seq Scan');
  expect([...new Set(reads.flatMap((node) => node['Index Name'] ?? []))]).toEqual(['user_skill_signals_project_idx']);
});
