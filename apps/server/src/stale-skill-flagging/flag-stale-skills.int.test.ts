import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { factories, readLedger } from '../../test/factories.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { PrismaService } from '../platform/database/prisma.js';
import { emitSkillSignals } from '../signals/emit-skill-signals.js';
import { StaleSkillFlaggingService } from './stale-skill-flagging.service.js';
import type { StaleSkillReport } from './stale-skill-report.js';

const NOW = new Date('2025-06-01T00:00:00.000Z');
const EXACTLY_365_DAYS_AGO = '2024-06-01T00:00:00.000Z';
const STALE = '2024-05-31T23:59:59.999Z';
const FRESH = '2025-05-01T00:00:00.000Z';

let db: TestDatabase;
let make: ReturnType<typeof factories>;
let service: StaleSkillFlaggingService;
let leadId: number;

beforeAll(async () => {
  db = await createTestDatabase();
  make = factories(db.database);
  service = new StaleSkillFlaggingService(new PrismaService(db.database));
});
afterAll(() => db.drop());
// The figures cover the whole database, so earlier tests' assignments are ended.
beforeEach(async () => {
  await db.database.query('UPDATE assignments SET ended_at = started_at WHERE ended_at IS NULL');
  leadId = await make.profile();
});

const validated = (profileId: number, skillId: number, at: string, level = 'ADVANCED') =>
  db.database.query(
    'INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id) VALUES ($1, $2, $3, $4, $5)',
    [profileId, skillId, level, at, leadId],
  );
const suggestionsOf = (profileId: number) =>
  db.database.query<{ skillId: number; level: string; status: string; source: string }>(
    'SELECT skill_id AS "skillId", suggested_proficiency AS level, status, source FROM suggestions WHERE profile_id = $1 ORDER BY id',
    [profileId],
  );
const flag = async (options: { dryRun?: boolean; batchSize?: number } = {}) => {
  const outcome = await service.flagStaleSkills(NOW, { log: () => {}, batchSize: 2, ...options });
  if (!outcome.ran) throw new Error('another run is in progress');
  return outcome;
};
const figures = ({
  employeesProcessed,
  coreStackSkills,
  staleSkills,
  suggestionsCreated,
  skippedPending,
  excludedInactive,
}: StaleSkillReport) => ({
  employeesProcessed,
  coreStackSkills,
  staleSkills,
  suggestionsCreated,
  skippedPending,
  excludedInactive,
});
/** Creates a person on a new active project with these tags. */
const personTagged = async (...tags: string[]) => {
  const profileId = await make.profile();
  await make.assignment({ profileId, projectId: await make.project({ techLeadId: leadId }), tags });
  return profileId;
};
const skillNamed = async (name: string, isActive = true) => ({ name, id: await make.skill(name, isActive) });
let serial = 0;
const newSkill = (isActive = true) => skillNamed(`Skill number ${(serial += 1)}`, isActive);

const NOTHING = {
  employeesProcessed: 0,
  coreStackSkills: 0,
  staleSkills: 0,
  suggestionsCreated: 0,
  skippedPending: 0,
  excludedInactive: 0,
};

describe('flagging of a Core Stack skill', () => {
  it('starts a millisecond after 365 days, with the validated level as suggestion', async () => {
    const [at, before] = [await newSkill(), await newSkill()];
    const profileId = await personTagged(at.name, before.name);
    await validated(profileId, at.id, EXACTLY_365_DAYS_AGO);
    await validated(profileId, before.id, STALE, 'NOVICE');
    const report = await flag();
    expect(figures(report)).toEqual({ ...NOTHING, employeesProcessed: 1, coreStackSkills: 2, staleSkills: 1, suggestionsCreated: 1 });
    expect(await suggestionsOf(profileId)).toEqual([{ skillId: before.id, level: 'NOVICE', status: 'PENDING', source: 'SYSTEM_FLAG' }]);
    expect(
      await db.database.query(
        "SELECT 1 FROM suggestions WHERE profile_id = $1 AND created_at > now() - interval '1 minute' AND resolved_at IS NULL",
        [profileId],
      ),
    ).toHaveLength(1);
  });

  it('counts the days of a leap year', async () => {
    const [at, before] = [await newSkill(), await newSkill()];
    const profileId = await personTagged(at.name, before.name);
    await validated(profileId, at.id, '2023-03-02T08:00:00.000Z');
    await validated(profileId, before.id, '2023-03-02T07:59:59.999Z');
    const outcome = await service.flagStaleSkills(new Date('2024-03-01T08:00:00.000Z'), { log: () => {} });
    expect(outcome).toMatchObject({ staleSkills: 1, suggestionsCreated: 1 });
    expect(await suggestionsOf(profileId)).toMatchObject([{ skillId: before.id }]);
  });

  it('requires the exact tag name, including case and inner spaces', async () => {
    const [react, sql] = [await skillNamed('React'), await skillNamed('SQL')];
    const profileId = await personTagged('react', 'REACT', 'S QL', 'SQL  2', 'Reac', '%');
    await validated(profileId, react.id, STALE);
    await validated(profileId, sql.id, STALE);
    expect(figures(await flag())).toEqual({ ...NOTHING, employeesProcessed: 1 });
    expect(await suggestionsOf(profileId)).toEqual([]);
  });

  it('excludes and counts inactive skills, stale or not', async () => {
    const [old, fresh, active] = [await newSkill(false), await newSkill(false), await newSkill()];
    const profileId = await personTagged(old.name, fresh.name, active.name);
    await validated(profileId, old.id, STALE);
    await validated(profileId, fresh.id, FRESH);
    await validated(profileId, active.id, FRESH);
    expect(figures(await flag())).toEqual({ ...NOTHING, employeesProcessed: 1, coreStackSkills: 3, excludedInactive: 2 });
    expect(await suggestionsOf(profileId)).toEqual([]);
  });

  it('happens once for a skill on two projects', async () => {
    const skill = await newSkill();
    const profileId = await personTagged(skill.name, skill.name);
    await make.assignment({ profileId, projectId: await make.project({ techLeadId: leadId }), tags: ['x', skill.name] });
    await validated(profileId, skill.id, STALE);
    expect(figures(await flag())).toEqual({ ...NOTHING, employeesProcessed: 1, coreStackSkills: 1, staleSkills: 1, suggestionsCreated: 1 });
    expect(await suggestionsOf(profileId)).toHaveLength(1);
  });

  it('ignores tags of other people', async () => {
    const skill = await newSkill();
    const [holder] = [await personTagged('something else'), await personTagged(skill.name)];
    await validated(holder, skill.id, STALE);
    expect(figures(await flag())).toEqual({ ...NOTHING, employeesProcessed: 2 });
  });

  it.each(['SELF_REPORT', 'SYSTEM_FLAG'])('is skipped and counted with a pending %s', async (source) => {
    const skill = await newSkill();
    const profileId = await personTagged(skill.name);
    await validated(profileId, skill.id, STALE);
    await db.database.query("INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) VALUES ($1, $2, 'EXPERT', $3)", [
      profileId,
      skill.id,
      source,
    ]);
    expect(figures(await flag())).toEqual({ ...NOTHING, employeesProcessed: 1, coreStackSkills: 1, staleSkills: 1, skippedPending: 1 });
    expect(await suggestionsOf(profileId)).toEqual([{ skillId: skill.id, level: 'EXPERT', status: 'PENDING', source }]);
  });

  it('happens despite pending suggestions for another skill or another person', async () => {
    const [skill, other] = [await newSkill(), await newSkill()];
    const [profileId, otherPerson] = [await personTagged(skill.name), await make.profile()];
    await validated(profileId, skill.id, STALE);
    for (const pending of [
      [profileId, other.id],
      [otherPerson, skill.id],
    ])
      await db.database.query(
        "INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) VALUES ($1, $2, 'EXPERT', 'SELF_REPORT')",
        pending,
      );
    expect(await flag()).toMatchObject({ suggestionsCreated: 1, skippedPending: 0 });
  });
});

describe('people', () => {
  it('are processed only with an active assignment on an active project', async () => {
    const skill = await newSkill();
    const [none, ended, completed, archived] = [await make.profile(), await make.profile(), await make.profile(), await make.profile()];
    const project = () => make.project({ techLeadId: leadId });
    await make.assignment({ profileId: ended, projectId: await project(), tags: [skill.name], endedAt: '2024-01-01T00:00:00Z' });
    for (const [profileId, status] of [
      [completed, 'completed'],
      [archived, 'archived'],
    ] as const) {
      const projectId = await project();
      await make.assignment({ profileId, projectId, tags: [skill.name] });
      await db.database.query(
        `UPDATE projects SET status = $2, completed_at = ${status === 'completed' ? 'now()' : 'NULL'} WHERE id = $1`,
        [projectId, status],
      );
    }
    for (const profileId of [none, ended, completed, archived]) await validated(profileId, skill.id, STALE);
    expect(figures(await flag())).toEqual(NOTHING);
  });

  it('are processed with validated skills without tags, and with tags without validated skills', async () => {
    const skill = await newSkill();
    const beside = await personTagged('no such skill');
    await validated(beside, skill.id, STALE);
    await personTagged(skill.name);
    await personTagged();
    expect(figures(await flag())).toEqual({ ...NOTHING, employeesProcessed: 3 });
  });
});

describe('repeated runs', () => {
  const stalePerson = async () => {
    const skill = await newSkill();
    const profileId = await personTagged(skill.name);
    await validated(profileId, skill.id, STALE);
    return { profileId, skillId: skill.id };
  };

  it('create each flag once, across several batches', async () => {
    const people = [];
    for (let n = 0; n < 7; n += 1) people.push(await stalePerson());
    const first = { ...NOTHING, employeesProcessed: 7, coreStackSkills: 7, staleSkills: 7, suggestionsCreated: 7 };
    const before = await db.database.query('SELECT id FROM suggestions ORDER BY id');
    expect(figures(await flag({ dryRun: true }))).toEqual(first);
    expect(await db.database.query('SELECT id FROM suggestions ORDER BY id')).toEqual(before);
    expect(figures(await flag())).toEqual(first);
    expect(figures(await flag())).toEqual({ ...first, suggestionsCreated: 0, skippedPending: 7 });
    expect(figures(await flag({ dryRun: true, batchSize: 1000 }))).toEqual({ ...first, suggestionsCreated: 0, skippedPending: 7 });
    for (const { profileId } of people) expect(await suggestionsOf(profileId)).toHaveLength(1);
  });

  it('do not flag an approved skill until it is stale again', async () => {
    const { profileId, skillId } = await stalePerson();
    await flag();
    await db.database.query(
      "UPDATE suggestions SET status = 'APPROVED', resolved_at = now(), resolved_by_id = $2, resolved_proficiency = suggested_proficiency WHERE profile_id = $1",
      [profileId, leadId],
    );
    await db.database.query('UPDATE employee_skills SET last_validated_at = $2 WHERE profile_id = $1', [profileId, NOW]);
    expect(await flag()).toMatchObject({ coreStackSkills: 1, staleSkills: 0, suggestionsCreated: 0 });
    const later = new Date(NOW.getTime() + 365 * 86_400_000 + 1);
    expect(await service.flagStaleSkills(later, { log: () => {} })).toMatchObject({ suggestionsCreated: 1 });
    expect(await suggestionsOf(profileId)).toMatchObject([{ status: 'APPROVED' }, { skillId, status: 'PENDING' }]);
  });

  it('do not flag a rejected skill, because it was withdrawn', async () => {
    const { profileId } = await stalePerson();
    await flag();
    await db.database.query("UPDATE suggestions SET status = 'REJECTED', resolved_at = now(), resolved_by_id = $2 WHERE profile_id = $1", [
      profileId,
      leadId,
    ]);
    await db.database.query('DELETE FROM employee_skills WHERE profile_id = $1', [profileId]);
    expect(await flag()).toMatchObject({ coreStackSkills: 0, suggestionsCreated: 0 });
    expect(await suggestionsOf(profileId)).toMatchObject([{ status: 'REJECTED' }]);
  });

  it('do not change the signal ledger or validations', async () => {
    const { profileId, skillId } = await stalePerson();
    const projectId = await make.project({ techLeadId: leadId, skillIds: [skillId] });
    await make.assignment({ profileId, projectId });
    const event = { userId: profileId, sourceType: 'project', sourceId: projectId, signalType: 'joined', skillIds: [skillId] } as const;
    await db.database.transaction((connection) => emitSkillSignals({ ...event, connection }));
    const ledgers = async () => [
      await readLedger(db.database),
      await db.database.query('SELECT * FROM employee_skills ORDER BY profile_id, skill_id'),
    ];
    const before = await ledgers();
    expect(before[0]?.length).toBeGreaterThan(0);
    expect(await flag()).toMatchObject({ suggestionsCreated: 1 });
    expect(await ledgers()).toEqual(before);
  });
});

it('the job logs one figure per line through the Nest logger, with its own name as context', async () => {
  const skills = [await newSkill(), await newSkill(), await newSkill(false), await newSkill()];
  const profileId = await personTagged(...skills.map(({ name }) => name));
  for (const { id } of skills.slice(0, 3)) await validated(profileId, id, STALE);
  await db.database.query(
    "INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) VALUES ($1, $2, 'EXPERT', 'SELF_REPORT')",
    [profileId, skills[0]?.id],
  );
  const log = vi.spyOn(Logger.prototype, 'log').mockImplementation(() => {});
  const report = await service.flagStaleSkills(NOW);
  const lines = log.mock.calls.map(([line]) => line);
  expect(log.mock.contexts).toMatchObject(lines.map(() => ({ context: 'StaleSkillFlaggingService' })));
  log.mockRestore();
  expect(lines).toEqual([
    expect.stringMatching(/^started at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    'employees with active assignments processed: 1',
    'Core Stack skills identified: 3',
    'stale skills found: 2',
    'suggestions created: 1',
    'suggestions skipped because one was pending: 1',
    'skills excluded because inactive: 1',
    expect.stringMatching(/^finished at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z after \d+ ms$/),
  ]);
  expect(report).toMatchObject({
    ran: true,
    dryRun: false,
    startedAt: lines[0]?.slice('started at '.length),
    durationMs: expect.any(Number),
  });
});
