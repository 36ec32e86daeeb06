import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { factories } from '../../test/factories.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { singleRow } from '../platform/database/single-row.js';
import { verifyLedger } from '../signals/verify/verify-ledger.js';
import { isPassword } from '../sign-in/password/passwords.js';
import { demoPersonas } from './demo-personas.js';
import { loadDemoIfEmpty } from './load-demo-if-empty.js';
import { loadDemoOrganization } from './load-demo-organization.js';

const COUNTS = `
  SELECT (SELECT count(*) FROM profiles) AS profiles, (SELECT count(*) FROM projects) AS projects, (SELECT count(*) FROM skills) AS skills,
         (SELECT count(*) FROM assignments) AS assignments, (SELECT count(*) FROM progress_updates) AS updates,
         (SELECT count(*) FROM signal_ledger) AS signals, (SELECT count(*) FROM employee_skills) AS "employeeSkills",
         (SELECT count(*) FROM suggestions) AS suggestions, (SELECT count(*) FROM mentorship_sessions) AS sessions`;
const EVENTS_IN_FUTURE = `
  SELECT count(*) AS count FROM (
    SELECT created_at FROM progress_updates UNION ALL SELECT created_at FROM signal_ledger WHERE signal_type <> 'completed' UNION ALL
    SELECT started_at FROM assignments UNION ALL SELECT last_validated_at FROM employee_skills UNION ALL
    SELECT greatest(created_at, resolved_at) FROM suggestions) AS event (at) WHERE at >= $1`;

let db: TestDatabase;
beforeEach(async () => {
  db = await createTestDatabase();
});
afterEach(() => db.drop());

const options = (now: string) => ({ now: new Date(now), personaPassword: 'a long enough password', log: () => {} });
const counts = async () => singleRow(await db.database.query<Record<string, number>>(COUNTS));

describe.each(['2024-02-29T12:00:00Z', '2025-01-01T00:00:30Z', '2026-11-16T00:05:00Z'])('the demo loaded at %s', (now) => {
  it('violates no ledger rule, has no events in the future, and has signals of the member in each of the last eight weeks', async () => {
    await loadDemoOrganization(db.database, options(now));
    const verification = await verifyLedger(db.database);
    expect(verification.checks.filter(({ violations }) => violations > 0)).toEqual([]);
    expect(singleRow(await db.database.query<{ count: number }>(EVENTS_IN_FUTURE, [now])).count).toBe(0);
    const weeks = await db.database.query<{ week: number }>(
      `SELECT DISTINCT floor(extract(epoch FROM $1::timestamptz - s.created_at) / 604800)::int AS week
         FROM signal_ledger s JOIN profiles p ON p.id = s.user_id WHERE p.email = $2 AND s.created_at > $1::timestamptz - interval '8 weeks' ORDER BY week`,
      [now, demoPersonas[0].email],
    );
    expect(weeks.map(({ week }) => week)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });
});

it('loads the same organization each time, with every type of signal', async () => {
  await loadDemoOrganization(db.database, options('2026-06-13T15:00:00Z'));
  expect(await counts()).toMatchInlineSnapshot(`
    {
      "assignments": 53,
      "employeeSkills": 123,
      "profiles": 40,
      "projects": 8,
      "sessions": 12,
      "signals": 23664,
      "skills": 30,
      "suggestions": 14,
      "updates": 5439,
    }
  `);
  const kinds = await db.database.query<{ type: string; people: number }>(
    'SELECT signal_type AS type, count(DISTINCT user_id) AS people FROM signal_ledger GROUP BY 1 ORDER BY 1',
  );
  expect(Object.fromEntries(kinds.map(({ type, people }) => [type, people]))).toMatchObject({ completed: 4 });
  const silent = await db.database.query(
    `SELECT FROM signal_ledger s JOIN progress_updates u ON u.user_id = s.user_id AND u.id = s.source_id AND s.source_type = 'update' JOIN projects p ON p.id = u.project_id WHERE p.external_id = 'demo:lookout'`,
  );
  expect(silent).toEqual([]);
});

it('gives the member current, stale and other validated skills', async () => {
  await loadDemoOrganization(db.database, options('2026-06-13T15:00:00Z'));
  const validated = await db.database.query<{ skill: string; days: number; core: boolean }>(
    `SELECT s.skill_name AS skill, floor(extract(epoch FROM $1::timestamptz - e.last_validated_at) / 86400)::int AS days,
            EXISTS (SELECT FROM assignments a JOIN projects p ON p.id = a.project_id
                     WHERE a.profile_id = e.profile_id AND a.ended_at IS NULL AND p.status = 'active' AND s.skill_name = ANY (a.tags)) AS core
       FROM employee_skills e JOIN skills s ON s.id = e.skill_id JOIN profiles p ON p.id = e.profile_id WHERE p.email = $2`,
    ['2026-06-13T15:00:00Z', demoPersonas[0].email],
  );
  expect(validated.filter(({ core, days }) => core && days <= 365)).toHaveLength(3);
  expect(validated.filter(({ core, days }) => core && days > 365).map(({ skill }) => skill)).toEqual(['Accessibility']);
  expect(validated.filter(({ core }) => !core).map(({ skill }) => skill)).toEqual(['SQL']);
});

it('sets the given password for the personas only', async () => {
  await loadDemoOrganization(db.database, options('2026-06-13T15:00:00Z'));
  const accounts = await db.database.query<{ email: string; password: string; isAdmin: boolean }>(
    'SELECT p.email, p.is_admin AS "isAdmin", a.password FROM auth_accounts a JOIN profiles p ON p.id = a.profile_id ORDER BY p.id',
  );
  expect(accounts.map(({ email }) => email)).toEqual(demoPersonas.map(({ email }) => email));
  expect(accounts.filter(({ isAdmin }) => isAdmin).map(({ email }) => email)).toEqual([demoPersonas[2].email]);
  expect(await isPassword('a long enough password', accounts[0]?.password, {})).toBe(true);
});

describe('loadDemoIfEmpty', () => {
  const now = '2026-06-13T15:00:00Z';

  it('loads the demo once when several servers start simultaneously', async () => {
    const loaded = await Promise.all([1, 2, 3].map(() => loadDemoIfEmpty(db.database, options(now))));
    expect(loaded.filter(Boolean)).toHaveLength(1);
    expect(await counts()).toMatchObject({ profiles: 40, projects: 8, skills: 30 });
    expect(await loadDemoIfEmpty(db.database, options(now))).toBe(false);
  });

  it('does not load the demo if a skill exists', async () => {
    const make = factories(db.database);
    await make.profile({ isAdmin: true });
    await make.skill('Elm');
    expect(await loadDemoIfEmpty(db.database, options(now))).toBe(false);
    expect(await counts()).toMatchObject({ profiles: 1, projects: 0, skills: 1 });
  });

  it('leaves the installation empty after an interrupted load, and loads the demo in the next call', async () => {
    await expect(loadDemoIfEmpty(db.database, { ...options(now), personaPassword: 'short' })).rejects.toThrow();
    expect(await counts()).toMatchObject({ profiles: 0, projects: 0, skills: 0, updates: 0, signals: 0, suggestions: 0, sessions: 0 });
    expect(await loadDemoIfEmpty(db.database, options(now))).toBe(true);
  });
});
