import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { propertyRuns } from '../../test/property-runs.js';
import { factories } from '../../test/factories.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import type { Prisma } from '../generated/prisma/client.js';
import { PrismaService } from '../platform/database/prisma.js';
import { StaleSkillFlaggingService } from './stale-skill-flagging.service.js';

// The job is one SQL statement for each batch of people. The specification describes it person by person, with a Set and a
// findFirst. This test implements that description literally, runs it on random organizations, and expects the same rows and
// figures.

const NOW = new Date('2025-06-01T00:00:00.000Z');
const THRESHOLD = NOW.getTime() - 365 * 24 * 60 * 60 * 1000;
const NAMES = ['React', 'react', 'React Native', 'SQL', 'Ünïcode'];
const LEVELS = ['NOVICE', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'] as const;

async function flagLiterally(prisma: Prisma.TransactionClient) {
  const found = {
    employeesProcessed: 0,
    coreStackSkills: 0,
    staleSkills: 0,
    suggestionsCreated: 0,
    skippedPending: 0,
    excludedInactive: 0,
  };
  const activeAssignment = { endedAt: null, project: { status: 'active' as const } };
  const employees = await prisma.profile.findMany({ where: { assignments: { some: activeAssignment } } });
  for (const { id: profileId } of employees) {
    found.employeesProcessed += 1;
    const assignments = await prisma.assignment.findMany({ where: { profileId, ...activeAssignment } });
    const assignmentTags = new Set(assignments.flatMap(({ tags }) => tags));
    for (const empSkill of await prisma.employeeSkill.findMany({ where: { profileId }, include: { skill: true } })) {
      if (!assignmentTags.has(empSkill.skill.name)) continue;
      found.coreStackSkills += 1;
      if (!empSkill.skill.isActive) {
        found.excludedInactive += 1;
        continue;
      }
      if (empSkill.lastValidatedAt.getTime() >= THRESHOLD) continue;
      found.staleSkills += 1;
      const { skillId, proficiencyLevel: suggestedProficiency } = empSkill;
      if (await prisma.suggestion.findFirst({ where: { profileId, skillId, status: 'PENDING' } })) {
        found.skippedPending += 1;
        continue;
      }
      await prisma.suggestion.create({ data: { profileId, skillId, suggestedProficiency, source: 'SYSTEM_FLAG', status: 'PENDING' } });
      found.suggestionsCreated += 1;
    }
  }
  return found;
}

const tags = fc.uniqueArray(fc.constantFrom(...NAMES, 'no skill has this name'), { minLength: 1, maxLength: 5 });
const validation = fc.record({
  level: fc.constantFrom(...LEVELS),
  at: fc
    .constantFrom(-400 * 86_400_000, -86_400_000, -1, 0, 1, 300 * 86_400_000)
    .map((offset) => new Date(THRESHOLD + offset).toISOString()),
  suggestion: fc.constantFrom('none', 'none', 'pending SELF_REPORT', 'pending SYSTEM_FLAG', 'rejected SELF_REPORT'),
});
const person = fc.record({
  // One entry per project: not assigned, assigned, or a former assignment.
  assignments: fc.tuple(...[0, 1, 2].map(() => fc.option(fc.record({ tags, hasEnded: fc.boolean() }), { freq: 4 }))),
  skills: fc.tuple(...NAMES.map(() => fc.option(validation, { freq: 4 }))),
});
const organization = fc.record({
  projects: fc.tuple(...[0, 1, 2].map(() => fc.constantFrom('active', 'active', 'completed', 'archived'))),
  isActive: fc.tuple(...NAMES.map(() => fc.constantFrom(true, true, false))),
  people: fc.array(person, { minLength: 4, maxLength: 8 }),
});
type Organization = typeof organization extends fc.Arbitrary<infer Value> ? Value : never;

let db: TestDatabase;
let prisma: PrismaService;
let make: ReturnType<typeof factories>;
let skillIds: number[];
let leadId: number;

beforeAll(async () => {
  db = await createTestDatabase();
  prisma = new PrismaService(db.database);
  make = factories(db.database);
  leadId = await make.profile();
  skillIds = [];
  for (const name of NAMES) skillIds.push(await make.skill(name));
});
afterAll(() => db.drop());

async function create({ projects, isActive, people }: Organization): Promise<void> {
  // Ends the assignments of earlier organizations, so that they do not count.
  await db.database.query('UPDATE assignments SET ended_at = started_at WHERE ended_at IS NULL');
  await db.database.query(
    'UPDATE skills s SET is_active = v.active FROM unnest($1::bigint[], $2::boolean[]) AS v(id, active) WHERE v.id = s.id',
    [skillIds, isActive],
  );
  const projectIds: number[] = [];
  for (const _ of projects) projectIds.push(await make.project({ techLeadId: leadId }));
  for (const { assignments, skills } of people) {
    const profileId = await make.profile();
    for (const [n, assignment] of assignments.entries()) {
      if (!assignment) continue;
      const endedAt = assignment.hasEnded ? '2024-01-01T00:00:00Z' : null;
      await make.assignment({ profileId, projectId: projectIds[n] ?? 0, tags: assignment.tags, endedAt });
    }
    for (const [n, skill] of skills.entries()) {
      if (!skill) continue;
      await db.database.query(
        'INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id) VALUES ($1, $2, $3, $4, $5)',
        [profileId, skillIds[n], skill.level, skill.at, leadId],
      );
      if (skill.suggestion === 'none') continue;
      const [status, source] = skill.suggestion.split(' ');
      await db.database.query(
        "INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) VALUES ($1, $2, 'EXPERT', $3)",
        [profileId, skillIds[n], source],
      );
      if (status === 'rejected')
        await db.database.query(
          "UPDATE suggestions SET status = 'REJECTED', resolved_at = now(), resolved_by_id = $3 WHERE profile_id = $1 AND skill_id = $2",
          [profileId, skillIds[n], leadId],
        );
    }
  }
  for (const [n, status] of projects.entries())
    await db.database.query(
      "UPDATE projects SET status = $2::project_status, completed_at = CASE WHEN $2 = 'completed' THEN clock.at END FROM (SELECT now() AS at) clock WHERE id = $1",
      [projectIds[n], status],
    );
}

const suggestions = (client: Prisma.TransactionClient) =>
  client.suggestion.findMany({
    select: { profileId: true, skillId: true, suggestedProficiency: true, source: true, status: true },
    orderBy: [{ profileId: 'asc' }, { skillId: 'asc' }, { status: 'asc' }],
  });

/** Runs `work` in a Prisma transaction that is rolled back. */
async function rolledBack<Result>(work: (transaction: Prisma.TransactionClient) => Promise<Result>): Promise<Result> {
  let result: Result | undefined;
  const rollBack = new Error('roll back');
  await prisma
    .$transaction(
      async (transaction) => {
        result = await work(transaction);
        throw rollBack;
      },
      { timeout: 60_000 },
    )
    .catch((error: unknown) => {
      if (error !== rollBack) throw error;
    });
  return result as Result;
}

it('the job creates the same suggestions and figures as the algorithm of the specification', async () => {
  const created: number[] = [];
  await fc.assert(
    fc.asyncProperty(organization, async (random) => {
      await create(random);
      const literal = await rolledBack(async (transaction) => ({
        figures: await flagLiterally(transaction),
        suggestions: await suggestions(transaction),
      }));
      const outcome = await new StaleSkillFlaggingService(prisma).flagStaleSkills(NOW, { batchSize: 2, log: () => {} });
      expect(outcome).toMatchObject(literal.figures);
      expect(await suggestions(prisma)).toEqual(literal.suggestions);
      created.push(literal.figures.suggestionsCreated);
    }),
    { numRuns: propertyRuns(30) },
  );
  // Ensures that the random organizations had something to flag.
  expect(created.filter((count) => count > 0).length).toBeGreaterThan(5);
});
