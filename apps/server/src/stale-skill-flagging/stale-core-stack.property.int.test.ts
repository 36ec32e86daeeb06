import { skillTiers } from '@skilltrace/domain/validation/core-stack';
import { PROFICIENCY_LEVELS, type ProficiencyLevel } from '@skilltrace/domain/validation/proficiency';
import { isStale, STALE_AFTER_DAYS } from '@skilltrace/domain/validation/staleness';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { propertyRuns } from '../../test/property-runs.js';
import { factories } from '../../test/factories.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { PrismaService } from '../platform/database/prisma.js';
import { StaleSkillFlaggingService } from './stale-skill-flagging.service.js';

let db: TestDatabase;
let make: ReturnType<typeof factories>;
let service: StaleSkillFlaggingService;
let leadId: number;
const skillIds: number[] = [];

const NOW = new Date('2025-06-01T00:00:00.000Z');
const STALE_AFTER_MS = STALE_AFTER_DAYS * 86_400_000;
/** Names that differ only in an exact comparison, including Unicode forms. The last skill is inactive. */
const SKILLS = ['Go', 'go', 'SQL', 'Café', 'Old SQL'];
const INACTIVE = 'Old SQL';
const PEOPLE = 2;
const STATUSES = ['active', 'active', 'active', 'completed', 'archived'] as const;

beforeAll(async () => {
  db = await createTestDatabase();
  make = factories(db.database);
  service = new StaleSkillFlaggingService(new PrismaService(db.database));
  leadId = await make.profile();
  for (const name of SKILLS) skillIds.push(await make.skill(name, name !== INACTIVE));
});
afterAll(() => db.drop());

interface World {
  assignments: { person: number; tags: string[]; isEnded: boolean; status: (typeof STATUSES)[number] }[];
  validated: { person: number; skill: number; level: ProficiencyLevel; ageMs: number }[];
  pending: { person: number; skill: number }[];
}
const anyPerson = fc.integer({ min: 0, max: PEOPLE - 1 });
const anySkill = fc.integer({ min: 0, max: SKILLS.length - 1 });
const ofPersonAndSkill = ({ person, skill }: { person: number; skill: number }) => `${person} ${skill}`;
const anyWorld: fc.Arbitrary<World> = fc.record({
  assignments: fc.array(
    fc.record({
      person: anyPerson,
      tags: fc.array(fc.constantFrom(...SKILLS, 'GO', 'Nothing'), { minLength: 2, maxLength: 4 }),
      isEnded: fc.integer({ min: 0, max: 3 }).map((die) => die === 0),
      status: fc.constantFrom(...STATUSES),
    }),
    { minLength: 3, maxLength: 6 },
  ),
  validated: fc.uniqueArray(
    fc.record({
      person: anyPerson,
      skill: anySkill,
      level: fc.constantFrom(...PROFICIENCY_LEVELS),
      ageMs: fc.constantFrom(0, STALE_AFTER_MS - 1, STALE_AFTER_MS, STALE_AFTER_MS + 1, 2 * STALE_AFTER_MS),
    }),
    { selector: ofPersonAndSkill, minLength: 6, maxLength: 10 },
  ),
  pending: fc.uniqueArray(fc.record({ person: anyPerson, skill: anySkill }), { selector: ofPersonAndSkill, maxLength: 2 }),
});
const validatedAt = (ageMs: number) => new Date(NOW.getTime() - ageMs).toISOString();

/** The rule of the job, computed with the domain functions. */
function expectedFlags({ assignments, validated, pending }: World): string[] {
  return Array.from({ length: PEOPLE }, (_, of) => of).flatMap((of) => {
    const active = assignments.filter((one) => one.person === of && !one.isEnded && one.status === 'active');
    const skills = validated.filter((one) => one.person === of).map((one) => ({ ...one, skillName: SKILLS[one.skill] ?? '' }));
    return skillTiers(
      skills,
      active.flatMap(({ tags }) => tags),
    )
      .coreStack.filter(({ skillName, ageMs }) => skillName !== INACTIVE && isStale(validatedAt(ageMs), NOW))
      .filter((one) => !pending.some((other) => ofPersonAndSkill(other) === ofPersonAndSkill(one)))
      .map((one) => `${ofPersonAndSkill(one)} ${one.level}`);
  });
}

async function build({ assignments, validated, pending }: World): Promise<number[]> {
  await db.database.query('UPDATE assignments SET ended_at = started_at WHERE ended_at IS NULL');
  const people = await Promise.all(Array.from({ length: PEOPLE }, () => make.profile()));
  for (const { person, tags, isEnded, status } of assignments) {
    const projectId = await make.project({ techLeadId: leadId });
    await make.assignment({ profileId: people[person] ?? 0, projectId, tags, endedAt: isEnded ? '2021-01-01T00:00:00Z' : null });
    if (status !== 'active')
      await db.database.query(
        "UPDATE projects SET status = $2::project_status, completed_at = CASE WHEN $2 = 'completed' THEN clock.at END FROM (SELECT now() AS at) clock WHERE id = $1",
        [projectId, status],
      );
  }
  for (const { person, skill, level, ageMs } of validated)
    await db.database.query(
      'INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id) VALUES ($1, $2, $3, $4, $5)',
      [people[person], skillIds[skill], level, validatedAt(ageMs), leadId],
    );
  for (const { person, skill } of pending)
    await db.database.query(
      "INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) VALUES ($1, $2, 'NOVICE', 'SELF_REPORT')",
      [people[person], skillIds[skill]],
    );
  return people;
}

it('the nightly job flags exactly the skills that the domain considers Core Stack and stale', async () => {
  let flagged = 0;
  await fc.assert(
    fc.asyncProperty(anyWorld, async (world) => {
      const people = await build(world);
      await service.flagStaleSkills(NOW, { log: () => {} });
      const rows = await db.database.query<{ profileId: number; skillId: number; level: string }>(
        `SELECT profile_id AS "profileId", skill_id AS "skillId", suggested_proficiency AS level FROM suggestions
          WHERE source = 'SYSTEM_FLAG' AND profile_id = ANY ($1::bigint[])`,
        [people],
      );
      const found = rows.map(({ profileId, skillId, level }) => `${people.indexOf(profileId)} ${skillIds.indexOf(skillId)} ${level}`);
      const expected = expectedFlags(world);
      expect(found.toSorted()).toEqual(expected.toSorted());
      flagged += expected.length;
    }),
    { numRuns: propertyRuns(150) },
  );
  expect(flagged).toBeGreaterThan(40);
});
