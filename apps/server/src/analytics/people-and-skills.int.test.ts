import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factories } from '../../test/factories.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import type { SkillPeopleQuery, SkillPerson } from '@skilltrace/contract';
import type { Caller } from '../platform/auth/caller.js';
import { postProgressUpdate } from '../progress-updates/post-progress-update.js';
import { readCoverage } from './read-coverage.js';
import { readMismatches } from './read-mismatches.js';
import { readSkillPeople } from './read-skill-people.js';

let db: TestDatabase;
let make: ReturnType<typeof factories>;
let root: Caller;
beforeAll(async () => {
  db = await createTestDatabase();
  make = factories(db.database);
  root = await someone({ isAdmin: true });
});
afterAll(() => db.drop());

async function someone(fields: { name?: string; isAdmin?: boolean } = {}): Promise<Caller> {
  return { profileId: await make.profile(fields), isAdmin: fields.isAdmin ?? false, via: 'token' };
}
const assign = (who: Caller, projectId: number) => make.assignment({ profileId: who.profileId, projectId });
const post = (who: Caller, projectId: number, createdAt: string) =>
  postProgressUpdate(db.database, root, { userId: who.profileId, projectId, content: 'work', createdAt });
const validate = (who: Caller, skillId: number, at: string) =>
  db.database.query('INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at) VALUES ($1, $2, $3, $4)', [
    who.profileId,
    skillId,
    'ADVANCED',
    at,
  ]);

describe('coverage', () => {
  let lead: Caller, otherLead: Caller, ana: Caller, ben: Caller;
  let used: number, unused: number, undeclared: number, project: number, elsewhere: number;
  beforeAll(async () => {
    [lead, otherLead] = [await someone(), await someone()];
    [ana, ben] = [await someone({ name: 'Ana' }), await someone({ name: 'Ben' })];
    [used, unused, undeclared] = [await make.skill('Coverage A'), await make.skill('Coverage B'), await make.skill('Coverage C')];
    project = await make.project({ techLeadId: lead.profileId, skillIds: [used] });
    elsewhere = await make.project({ techLeadId: otherLead.profileId, skillIds: [used, undeclared] });
    for (const who of [ana, ben, await someone()]) await assign(who, project);
    await assign(ben, elsewhere);
    await post(ana, project, '2026-01-10T00:00:00Z');
    await post(ana, project, '2026-01-12T00:00:00Z');
    await post(ben, elsewhere, '2026-01-15T00:00:00Z');
    await db.database.query('INSERT INTO project_skills (project_id, skill_id) VALUES ($1, $2)', [project, unused]);
    const stranger = await someone();
    await assign(stranger, elsewhere);
    await post(stranger, elsewhere, '2026-01-20T00:00:00Z');
  });
  const namesFor = async (caller: Caller) =>
    (await readCoverage(db.readDatabase, db.readDatabase, caller, project, {})).items[0]?.people.map(({ name }) => name);

  it('counts signals from the project for each declared skill', async () => {
    expect(await readCoverage(db.readDatabase, db.readDatabase, root, project, {})).toEqual({
      items: [
        {
          skillId: used,
          name: 'Coverage A',
          category: 'Test',
          peopleWithSignals: 1,
          signals: 2,
          lastSignalAt: '2026-01-12T00:00:00.000Z',
          people: [{ profileId: ana.profileId, name: 'Ana', signals: 2, lastSignalAt: '2026-01-12T00:00:00.000Z' }],
        },
        { skillId: unused, name: 'Coverage B', category: 'Test', peopleWithSignals: 0, signals: 0, lastSignalAt: null, people: [] },
      ],
    });
  });

  it('names people only to themselves, admins and Tech Leads of active projects, with the same totals for everyone', async () => {
    expect(await namesFor(lead)).toEqual(['Ana']);
    expect(await namesFor(otherLead)).toEqual(['Ana']);
    expect(await namesFor(ana)).toEqual(['Ana']);
    expect(await namesFor(ben)).toEqual([]);
    expect((await readCoverage(db.readDatabase, db.readDatabase, ben, project, {})).items[0]).toMatchObject({
      peopleWithSignals: 1,
      signals: 2,
    });
  });

  it('does not change when people join or leave', async () => {
    const before = await readCoverage(db.readDatabase, db.readDatabase, root, project, {});
    await db.database.query('UPDATE assignments SET ended_at = now() WHERE profile_id = $1 AND project_id = $2', [ana.profileId, project]);
    await assign(otherLead, project);
    expect(await readCoverage(db.readDatabase, db.readDatabase, root, project, {})).toEqual(before);
  });

  it('is empty as of a time before anything was recorded', async () => {
    expect((await readCoverage(db.readDatabase, db.readDatabase, root, project, { asOf: '2019-01-01T00:00:00.000Z' })).items).toMatchObject(
      [{ signals: 0, people: [] }, {}],
    );
  });

  it('hides names from a Tech Lead whose projects are no longer active', async () => {
    await db.database.query("UPDATE projects SET status = 'archived' WHERE id = $1", [elsewhere]);
    expect(await namesFor(otherLead)).toEqual([]);
  });
});

describe('people of a skill', () => {
  let lead: Caller, worker: Caller, both: Caller, validatedOnly: Caller, stranger: Caller;
  let skillId: number;
  beforeAll(async () => {
    [lead, worker, both, validatedOnly, stranger] = [await someone(), await someone(), await someone(), await someone(), await someone()];
    skillId = await make.skill();
    const led = await make.project({ techLeadId: lead.profileId, skillIds: [skillId] });
    const other = await make.project({ techLeadId: root.profileId, skillIds: [skillId] });
    for (const who of [worker, both]) await assign(who, led);
    await assign(stranger, other);
    await post(worker, led, '2026-01-10T00:00:00Z');
    await post(worker, led, '2026-03-10T00:00:00Z');
    await post(both, led, '2026-01-20T00:00:00Z');
    await post(stranger, other, '2026-03-10T00:00:00Z');
    await validate(both, skillId, '2026-02-01T00:00:00Z');
    await validate(validatedOnly, skillId, '2025-12-01T00:00:00Z');
  });
  const everyPage = async (caller: Caller, query: SkillPeopleQuery) => {
    const all: SkillPerson[] = [];
    let cursor: string | undefined;
    do {
      const page = await readSkillPeople(db.readDatabase, db.readDatabase, caller, skillId, { ...query, cursor });
      all.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return all;
  };
  const ids = async (caller: Caller, query: SkillPeopleQuery = {}) => (await everyPage(caller, query)).map(({ profileId }) => profileId);

  it.each([1, 2, 50])('shows everyone to an admin, most recent first, in pages of %i', async (limit) => {
    expect(await ids(root, { limit })).toEqual([stranger, worker, both, validatedOnly].map(({ profileId }) => profileId));
  });

  it('shows signals and the validated level of each person', async () => {
    const people = await everyPage(root, {});
    expect(people[2]).toEqual({
      profileId: both.profileId,
      name: expect.any(String),
      title: null,
      signals: 1,
      lastSignalAt: '2026-01-20T00:00:00.000Z',
      proficiencyLevel: 'ADVANCED',
      lastValidatedAt: '2026-02-01T00:00:00.000Z',
    });
    expect(people[3]).toMatchObject({ signals: 0, lastSignalAt: null, proficiencyLevel: 'ADVANCED' });
    expect(people[1]).toMatchObject({ signals: 2, proficiencyLevel: null, lastValidatedAt: null });
  });

  it('shows everyone to a Tech Lead of an active project, including people outside the project', async () => {
    const everybody = await ids(root);
    expect(await ids(lead, { limit: 1 })).toEqual(everybody);
    const aloneWith = await someone();
    const project = await make.project({ techLeadId: aloneWith.profileId });
    expect(await ids(aloneWith)).toEqual(everybody);
    await db.database.query("UPDATE projects SET status = 'archived' WHERE id = $1", [project]);
    expect(await ids(aloneWith)).toEqual([]);
  });

  it('shows other callers only themselves and shared levels, without signals', async () => {
    expect(await ids(worker)).toEqual([worker.profileId]);
    expect(await ids(validatedOnly)).toEqual([validatedOnly.profileId]);
    await db.database.query('UPDATE profiles SET shares_validated_skills = true WHERE id = ANY ($1)', [
      [both.profileId, stranger.profileId, validatedOnly.profileId],
    ]);
    // Only validations decide the order here. Both people have later signals, which would change the order.
    expect((await everyPage(worker, { limit: 1 })).slice(1)).toEqual([
      {
        profileId: both.profileId,
        name: expect.any(String),
        title: null,
        signals: null,
        lastSignalAt: null,
        proficiencyLevel: 'ADVANCED',
        lastValidatedAt: '2026-02-01T00:00:00.000Z',
      },
      expect.objectContaining({ profileId: validatedOnly.profileId, signals: null }),
    ]);
    await db.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [both.profileId]);
    expect(await ids(worker)).toEqual([worker.profileId, validatedOnly.profileId]);
    await db.database.query('UPDATE profiles SET deactivated_at = NULL, shares_validated_skills = false');
  });

  it('is empty as of a time before anything was recorded, even for levels that were confirmed earlier', async () => {
    expect(await ids(root, { asOf: '2026-01-01T00:00:00.000Z' })).toEqual([]);
  });

  it('shows a level as of a time before it changed, and other people only what they share', async () => {
    await db.database.query('UPDATE profiles SET shares_validated_skills = true WHERE id = $1', [validatedOnly.profileId]);
    await sleep(3);
    const asOf = new Date().toISOString();
    await sleep(3);
    await db.database.query(
      "UPDATE employee_skills SET proficiency_level = 'EXPERT', last_validated_at = date_trunc('milliseconds', now()) WHERE skill_id = $1",
      [skillId],
    );
    const levelsFor = async (caller: Caller, query: SkillPeopleQuery) =>
      (await everyPage(caller, query)).map(({ profileId, signals, proficiencyLevel }) => ({ profileId, signals, proficiencyLevel }));
    const shared = { profileId: validatedOnly.profileId, signals: null };
    const own = { profileId: worker.profileId, signals: 2, proficiencyLevel: null };
    expect(await levelsFor(worker, { asOf })).toEqual([own, { ...shared, proficiencyLevel: 'ADVANCED' }]);
    expect(await levelsFor(worker, {})).toEqual([{ ...shared, proficiencyLevel: 'EXPERT' }, own]);
    expect(await levelsFor(root, { asOf })).toContainEqual({ profileId: both.profileId, signals: 1, proficiencyLevel: 'ADVANCED' });
    expect(await levelsFor(root, {})).toContainEqual({ profileId: both.profileId, signals: 1, proficiencyLevel: 'EXPERT' });
    await db.database.query('UPDATE profiles SET shares_validated_skills = false');
  });

  it('returns 404 for an unknown skill', async () => {
    await expect(readSkillPeople(db.readDatabase, db.readDatabase, root, 999_999, {})).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('mismatches', () => {
  it('are grouped by kind and include totals', async () => {
    await db.database.query('UPDATE profiles SET deactivated_at = now()');
    await db.database.query("UPDATE projects SET status = 'archived'");
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
    const [rusty, fresh, never, unvalidated, gone] = [await someone(), await someone(), await someone(), await someone(), await someone()];
    const [skill, idle] = [await make.skill('Mismatch skill'), await make.skill('Mismatch idle')];
    const project = await make.project({ techLeadId: root.profileId, skillIds: [skill], name: 'Mismatch' });
    for (const who of [rusty, fresh, unvalidated, gone]) await assign(who, project);
    await post(rusty, project, daysAgo(366));
    for (const who of [fresh, unvalidated, gone]) await post(who, project, daysAgo(364));
    for (const who of [rusty, fresh, never]) await validate(who, skill, daysAgo(10));
    await db.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [gone.profileId]);
    await db.database.query('INSERT INTO project_skills (project_id, skill_id) VALUES ($1, $2)', [project, idle]);
    // Signals for the skill from another project do not count for this project.
    const elsewhere = await make.project({ techLeadId: root.profileId, skillIds: [idle] });
    await assign(fresh, elsewhere);
    await post(fresh, elsewhere, daysAgo(1));
    await validate(fresh, idle, daysAgo(1));

    const answer = await readMismatches(db.readDatabase, {});
    expect(answer.validatedButUnexercised.map(({ profileId }) => profileId)).toEqual([never.profileId, rusty.profileId]);
    expect(answer.validatedButUnexercised[0]).toMatchObject({
      skillId: skill,
      skillName: 'Mismatch skill',
      proficiencyLevel: 'ADVANCED',
      lastSignalAt: null,
    });
    expect(answer.exercisedButUnvalidated).toMatchObject([
      { profileId: unvalidated.profileId, skillId: skill, signals: 1, lastSignalAt: expect.any(String) },
    ]);
    expect(answer.declaredButNeverSignalled).toEqual([
      { projectId: project, projectName: 'Mismatch', skillId: idle, skillName: 'Mismatch idle' },
    ]);
    expect(answer.totals).toEqual({ validatedButUnexercised: 2, exercisedButUnvalidated: 1, declaredButNeverSignalled: 1 });

    const cut = await readMismatches(db.readDatabase, { limit: 1 });
    expect(cut.validatedButUnexercised.map(({ profileId }) => profileId)).toEqual([never.profileId]);
    expect(cut.totals).toEqual(answer.totals);
  });
});
