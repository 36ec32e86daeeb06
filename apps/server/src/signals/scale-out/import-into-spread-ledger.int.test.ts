import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { connectCitusNodes } from '../../../test/citus-nodes.js';
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.js';
import { syncDirectory } from '../../directory/sync-directory.js';
import { migrate } from '../../platform/database/schema/migrate.js';
import { importProgressUpdates } from '../../progress-updates/import-progress-updates.js';
import { verifyLedger } from '../verify/verify-ledger.js';
import { scaleOut } from './scale-out.js';

const PEOPLE = 60;
const PROJECTS = 5;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const emailOf = (person: number) => `person-${person}@example.org`;
const skillsOf = (project: number) => numbers(4).map((index) => `Skill ${(project + index) % 7}`);

/** Person `n` is on the projects `n` and `n + 1` modulo the number of projects. */
const organization = {
  skills: numbers(7).map((skill) => ({ name: `Skill ${skill}`, category: 'Test' })),
  profiles: numbers(PEOPLE).map((person) => ({ email: emailOf(person), name: `Person ${person}` })),
  projects: numbers(PROJECTS).map((project) => ({
    externalId: `project-${project}`,
    name: `Project ${project}`,
    techLead: emailOf(project),
    skills: skillsOf(project),
  })),
  assignments: numbers(PEOPLE).flatMap((person) =>
    [0, 1].map((next) => ({
      email: emailOf(person),
      projectExternalId: `project-${(person + next) % PROJECTS}`,
      role: 'Engineer',
      startedAt: '2024-01-01T00:00:00Z',
    })),
  ),
};

/** Mostly new work, with lines that repeat an external id or have none, and lines that are rejected. */
const history = numbers(1500).map((number) => {
  const person = number % PEOPLE;
  const isStranger = number % 50 === 49;
  return JSON.stringify({
    projectExternalId: `project-${(person + (isStranger ? 3 : (number >> 3) % 2)) % PROJECTS}`,
    email: number % 97 === 96 ? 'unknown@example.org' : emailOf(person),
    content: `Work ${number}`,
    ...(number % 11 === 10 ? {} : { externalId: `w${number % 1300}` }),
    createdAt: new Date(Date.UTC(2024, 0, number % 89 === 88 ? -5 : 2, 0, 0, number)).toISOString(),
  });
});

const CONTENTS = {
  signals: `
    SELECT p.email, k.skill_name, s.source_type, s.signal_type, s.weight, s.created_at, project.external_id AS project, u.external_id AS update
      FROM user_skill_signals s JOIN profiles p ON p.id = s.user_id JOIN skills k ON k.id = s.skill_id JOIN projects project ON project.id = s.project_id
      LEFT JOIN progress_updates u ON u.user_id = s.user_id AND u.id = s.source_id AND s.source_type = 'update'`,
  // An external id that the import derives contains ids of this installation.
  updates: `
    SELECT p.email, project.external_id AS project, u.content, u.created_at, CASE WHEN u.external_id LIKE 'sha256:%' THEN '' ELSE u.external_id END AS key
      FROM progress_updates u JOIN profiles p ON p.id = u.user_id JOIN projects project ON project.id = u.project_id`,
  assignments: `
    SELECT p.email, project.external_id AS project, a.role, a.tags, a.started_at, a.ended_at
      FROM assignments a JOIN profiles p ON p.id = a.profile_id JOIN projects project ON project.id = a.project_id`,
};

async function createWithOrganization(): Promise<TestDatabase> {
  const db = await createTestDatabase('template0');
  await migrate(db.ownerUrl);
  await syncDirectory(db.database, organization);
  return db;
}

describe.skipIf(inject('workerUrls').length === 0)('an import into a ledger that is spread over workers', () => {
  let spread: TestDatabase;
  let single: TestDatabase;
  beforeAll(async () => {
    [single, spread] = [await createWithOrganization(), await createWithOrganization()];
    await connectCitusNodes([spread.superuserUrl, ...inject('workerUrls')], new URL(spread.ownerUrl).pathname.slice(1));
    await scaleOut(spread.ownerUrl);
  });
  afterAll(() => Promise.all([spread.drop(), single.drop()]));

  async function* lines() {
    yield* history.map((line) => `${line}\n`);
  }
  const run = async (db: TestDatabase) => [
    await importProgressUpdates(db.database, lines(), { batchSize: 400 }),
    // The same file again: only duplicates and the same rejected lines.
    await importProgressUpdates(db.database, lines()),
  ];
  async function contentsOf({ database }: TestDatabase): Promise<Record<string, string[]>> {
    const contents: Record<string, string[]> = {};
    for (const [name, statement] of Object.entries(CONTENTS)) {
      const rows = await database.query(statement);
      contents[name] = rows.map((row) => JSON.stringify(row).replace(/"sha256:[0-9a-f]+"/, '""')).toSorted();
    }
    return contents;
  }
  const violationsOf = async (db: TestDatabase) =>
    (await verifyLedger(db.database)).checks.filter(({ violations }) => violations > 0).map(({ name, samples }) => ({ name, samples }));

  it('reports and stores the same as an import into one database', async () => {
    const inOne = await run(single);
    expect(inOne[0]?.imported).toBeGreaterThan(1200);
    expect(inOne[0]?.duplicates).toBeGreaterThan(50);
    expect(inOne[0]?.rejected).toBeGreaterThan(20);
    expect(inOne[1]?.imported).toBe(0);
    expect(await run(spread)).toEqual(inOne);
    const [expected, found] = [await contentsOf(single), await contentsOf(spread)];
    expect(expected['signals']?.length).toBeGreaterThan(4000);
    expect(found).toEqual(expected);
    expect(await violationsOf(spread)).toEqual([]);
    expect(await violationsOf(single)).toEqual([]);
  });
});
