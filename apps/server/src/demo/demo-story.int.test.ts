import type { InboxSuggestion, ValidationInbox } from '@skilltrace/contract';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { loadDemo } from '../installation/load-demo.js';
import { parseConfig } from '../platform/config/config.js';
import { singleRow } from '../platform/database/single-row.js';
import { PrismaService } from '../platform/database/prisma.js';
import { readProfile } from '../people/read-profile.js';
import { verifyLedger } from '../signals/verify/verify-ledger.js';
import { listSuggestions } from '../validation/list-suggestions.js';
import { readInbox } from '../validation/read-inbox.js';
import { demoPersonas } from './demo-personas.js';
import { emailOf } from './demo-people.js';
import { loadDemoIfEmpty } from './load-demo-if-empty.js';
import { runDemoNightlyJob } from './run-demo-nightly-job.js';

const DAY = 24 * 60 * 60_000;
const [member, lead, admin] = demoPersonas;

let db: TestDatabase;

const silent = () => {};
const load = (now: Date) => loadDemoIfEmpty(db.database, { now, personaPassword: 'a long enough password', log: silent });
const idOf = async (email: string) =>
  singleRow(await db.database.query<{ id: number }>('SELECT id FROM profiles WHERE email = $1', [email])).id;
const inboxOf = async (email: string, now: Date) =>
  readInbox(db.readDatabase, { profileId: await idOf(email), isAdmin: email === admin.email, via: 'session' }, now.toISOString());
interface Shown extends InboxSuggestion {
  project: string;
  person: string;
}
const shownIn = ({ projects }: ValidationInbox): Shown[] =>
  projects.flatMap(({ projectName, employees }) =>
    employees.flatMap(({ name, suggestions }) => suggestions.map((suggestion) => ({ ...suggestion, project: projectName, person: name }))),
  );
const inHalfAYear = ({ evidence }: InboxSuggestion) => evidence.weekly.reduce((sum, count) => sum + count, 0);
const suggestions = () =>
  db.database.query<{ id: number }>('SELECT id, profile_id, skill_id, status, source, suggested_proficiency FROM suggestions ORDER BY id');

describe.each(['2024-02-29T12:00:00Z', '2025-01-01T00:00:30Z', '2026-11-16T00:05:00Z'])('the demo loaded at %s', (at) => {
  const now = new Date(at);
  beforeAll(async () => {
    db = await createTestDatabase();
    await load(now);
    await runDemoNightlyJob(db.database, now, silent);
  });
  afterAll(() => db.drop());

  it('gives the Tech Lead suggestions of every kind', async () => {
    const shown = shownIn(await inboxOf(lead.email, now));
    expect(new Set(shown.map(({ project }) => project))).toEqual(new Set(['Harbour', 'Lantern']));
    expect(shown.length).toBeGreaterThanOrEqual(8);
    expect(shown.length).toBeLessThanOrEqual(15);
    expect(new Set(shown.map(({ person }) => person)).size).toBeGreaterThanOrEqual(4);

    const stale = shown.filter(({ source }) => source === 'SYSTEM_FLAG');
    expect(stale.every(({ lastValidatedAt }) => Date.parse(lastValidatedAt ?? '') < now.getTime() - 365 * DAY)).toBe(true);
    expect(stale.filter((suggestion) => inHalfAYear(suggestion) >= 20).length).toBeGreaterThanOrEqual(3);
    expect(stale.filter(({ evidence }) => evidence.signals === 0)).toMatchObject([{ person: 'Lukas Brandt', skillName: 'CI/CD' }]);
    // The work ended months ago: no signals in the last twenty weeks.
    expect(stale.find(({ person }) => person === 'Callum Fraser')?.evidence.weekly.slice(-20)).toEqual(Array(20).fill(0));

    const reported = shown.filter(({ source }) => source === 'SELF_REPORT');
    expect(reported.filter(({ currentProficiency }) => currentProficiency === null).length).toBeGreaterThanOrEqual(2);
    const higher = reported.filter(({ currentProficiency }) => currentProficiency !== null);
    expect(higher).toMatchObject([
      { person: 'Youssef El Amrani', currentProficiency: 'INTERMEDIATE', suggestedProficiency: 'ADVANCED' },
      { person: 'Beniamino Conti', currentProficiency: 'NOVICE', suggestedProficiency: 'INTERMEDIATE' },
    ]);
    // Validated last month and reported again.
    expect(higher.some(({ lastValidatedAt }) => Date.parse(lastValidatedAt ?? '') > now.getTime() - 60 * DAY)).toBe(true);
    expect(new Set(shown.filter(({ person }) => person === member.name).map(({ source }) => source)).size).toBe(2);
  });

  it('shows one suggestion to two Tech Leads, an untagged one under both projects, and one without a Tech Lead to the admin', async () => {
    const ofLead = shownIn(await inboxOf(lead.email, now));
    const ofOther = shownIn(await inboxOf(emailOf('leilani.kahale'), now));
    const shared = ofOther.filter(({ id }) => ofLead.some((other) => other.id === id));
    expect(shared).toMatchObject([{ project: 'Lookout', person: 'Sakura Watanabe', skillName: 'Design Systems' }]);
    expect(ofLead.filter(({ skillName }) => skillName === 'CSS').map(({ project }) => project)).toEqual(['Harbour', 'Lantern']);
    const { unassigned } = await inboxOf(admin.email, now);
    expect(unassigned.find(({ name }) => name === 'David Goldberg')?.suggestions).toMatchObject([{ skillName: 'Threat Modeling' }]);
  });

  it('shows the member decided and pending suggestions and the resulting skills', async () => {
    const id = await idOf(member.email);
    const { items } = await listSuggestions(new PrismaService(db.database), id, { limit: 50 });
    expect(items.map(({ skillName, source, status, resolvedProficiency }) => [skillName, source, status, resolvedProficiency])).toEqual(
      expect.arrayContaining([
        ['Accessibility', 'SYSTEM_FLAG', 'PENDING', null],
        ['GraphQL', 'SELF_REPORT', 'PENDING', null],
        ['React', 'SELF_REPORT', 'APPROVED', 'ADVANCED'],
        ['Node.js', 'SELF_REPORT', 'ADJUSTED', 'NOVICE'],
        ['TypeScript', 'SYSTEM_FLAG', 'APPROVED', 'ADVANCED'],
        ['GraphQL', 'SELF_REPORT', 'REJECTED', null],
      ]),
    );
    const decided = items.filter(({ status }) => status !== 'PENDING');
    expect(
      decided.every(({ resolvedAt, resolvedBy }) => resolvedBy?.name === lead.name && Date.parse(resolvedAt ?? '') < now.getTime()),
    ).toBe(true);
    const { skills } = await readProfile(db.database, { profileId: id, isAdmin: false, via: 'session' }, id);
    expect(skills.coreStack.map(({ skillName, proficiencyLevel }) => [skillName, proficiencyLevel])).toEqual([
      ['Accessibility', 'INTERMEDIATE'],
      ['Node.js', 'NOVICE'],
      ['React', 'ADVANCED'],
      ['TypeScript', 'ADVANCED'],
    ]);
  });

  it('violates no rule of the ledgers', async () => {
    const { checks } = await verifyLedger(db.database);
    expect(checks.filter(({ violations }) => violations > 0)).toEqual([]);
    expect(checks.filter(({ name, examined }) => /granted|withdrawn|flag/.test(name) && examined === 0)).toEqual([]);
  });
});

describe('a start of the server', () => {
  beforeEach(async () => {
    db = await createTestDatabase();
  });
  afterEach(() => db.drop());
  const config = parseConfig({ SESSION_SECRET: 'a secret that is long enough for a test' });
  const start = () => loadDemo({ config, database: db.database }, silent);

  it('does not change an existing demo, even when several servers start simultaneously', async () => {
    await Promise.all([start(), start(), start()]);
    await start();
    const before = await suggestions();
    expect(await start()).toMatchObject({ people: demoPersonas });
    expect(await suggestions()).toEqual(before);
    expect(shownIn(await inboxOf(lead.email, new Date())).some(({ source }) => source === 'SYSTEM_FLAG')).toBe(true);
  });

  it('runs the nightly job after an earlier start was killed between the load and the job', async () => {
    await load(new Date());
    expect(shownIn(await inboxOf(lead.email, new Date())).filter(({ source }) => source === 'SYSTEM_FLAG')).toEqual([]);
    await start();
    expect(shownIn(await inboxOf(lead.email, new Date())).filter(({ source }) => source === 'SYSTEM_FLAG').length).toBeGreaterThan(3);
  });

  it('continues if the nightly job fails', async () => {
    const logged: string[] = [];
    const gone = await createTestDatabase();
    await gone.drop();
    await runDemoNightlyJob(gone.database, new Date(), (message) => logged.push(message));
    expect(logged).toEqual([expect.stringContaining('the nightly job will')]);
  });
});
