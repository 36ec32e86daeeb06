import type { Page } from '@skilltrace/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { factories } from '../../test/factories.js';
import { propertyRuns } from '../../test/property-runs.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { singleRow } from '../platform/database/single-row.js';
import { postProgressUpdate } from '../progress-updates/post-progress-update.js';
import { readFreshness } from './read-freshness.js';
import { readOrganizationRisks } from './read-organization-risks.js';
import { readProjectFreshness } from './read-project-freshness.js';
import { readProjectRisks } from './read-project-risks.js';

const DAY = 86_400_000;
const [PEOPLE, SKILLS, PROJECTS] = [4, 3, 2];

let db: TestDatabase;
beforeAll(async () => void (db = await createTestDatabase()));
afterAll(() => db.drop());

// Around the limits: a year, and a year less 30, 60 and 90 days. Half a day, so that none is exactly as old as a limit.
const age = fc.constantFrom(1, 274, 275, 304, 305, 334, 335, 364, 365, 500).map((days) => days + 0.5);
const index = (below: number) => fc.nat(below - 1);
const facts = fc.record({
  validations: fc.uniqueArray(fc.record({ person: index(PEOPLE), skill: index(SKILLS), age }), {
    maxLength: 6,
    selector: ({ person, skill }) => person * SKILLS + skill,
  }),
  posts: fc.array(fc.record({ person: index(PEOPLE), project: index(PROJECTS), age: fc.constantFrom(1.5, 364.5, 365.5) }), {
    maxLength: 5,
  }),
});
const world = fc.record({
  declared: fc.array(fc.uniqueArray(index(SKILLS)), { minLength: PROJECTS, maxLength: PROJECTS }),
  /** For each person and project: no assignment, or the skills whose names are tags. A tag in other letters is no skill. */
  tags: fc.array(fc.option(fc.record({ skills: fc.uniqueArray(index(SKILLS)), isMisspelled: fc.boolean(), hasEnded: fc.nat(4) })), {
    minLength: PEOPLE * PROJECTS,
    maxLength: PEOPLE * PROJECTS,
  }),
  inactiveSkill: fc.option(index(SKILLS)),
  formerPerson: fc.option(index(PEOPLE)),
  archivedProject: fc.option(index(PROJECTS), { freq: 3 }),
  before: facts,
  after: facts,
  limit: fc.integer({ min: 1, max: 4 }),
});

/** All pages of a list, joined. */
async function allPages<Item>(read: (cursor: string | undefined) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await read(cursor);
    items.push(...page.items);
    if (page.nextCursor === null) return items;
    cursor = page.nextCursor;
  }
}
const inWords = (people: readonly number[]) => (people.length === 0 ? 'none' : people.length === 1 ? 'one' : 'several');
const theOnly = (people: readonly number[]) => (people.length === 1 ? people[0] : undefined);

it('risks and freshness are those that a comparison pair by pair finds, now and as of a past moment', async () => {
  const make = factories(db.database);
  const admin = { profileId: await make.profile({ isAdmin: true }), isAdmin: true, via: 'token' } as const;
  await fc.assert(
    fc.asyncProperty(world, async ({ declared, tags, inactiveSkill, formerPerson, archivedProject, before, after, limit }) => {
      const start = Date.now();
      const daysAgo = (days: number) => new Date(start - days * DAY).toISOString();
      const people = await Promise.all(Array.from({ length: PEOPLE }, () => make.profile()));
      const leads = await Promise.all(Array.from({ length: PROJECTS }, () => make.profile()));
      const names = Array.from({ length: SKILLS }, (_, number) => `Skill ${start} ${number}`);
      const skills = await Promise.all(names.map((name) => make.skill(name)));
      const projects: number[] = [];
      for (const [number, scope] of declared.entries())
        projects.push(
          await make.project({ techLeadId: leads[number] ?? 0, skillIds: scope.map((skill) => skills[skill] ?? 0), name: `P${number}` }),
        );
      for (const [place, assigned] of tags.entries()) {
        if (assigned === null) continue;
        const tagNames = assigned.skills.map((skill) => (assigned.isMisspelled ? names[skill]?.toUpperCase() : names[skill]) ?? '');
        const [profileId, projectId] = [people[place % PEOPLE] ?? 0, projects[Math.floor(place / PEOPLE)] ?? 0];
        await make.assignment({ profileId, projectId, tags: tagNames });
      }

      const levels = new Map<string, string>();
      const signals: { person: number; skill: number; at: string }[] = [];
      const record = async ({ validations, posts }: typeof before) => {
        for (const { person, skill, age: days } of validations) {
          levels.set(`${person} ${skill}`, daysAgo(days));
          await db.database.query(
            `INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at) VALUES ($1, $2, 'ADVANCED', $3)
             ON CONFLICT (profile_id, skill_id) DO UPDATE SET last_validated_at = excluded.last_validated_at`,
            [people[person], skills[skill], daysAgo(days)],
          );
        }
        for (const { person, project, age: days } of posts) {
          if (tags[project * PEOPLE + person] === null) continue;
          const update = { userId: people[person] ?? 0, projectId: projects[project] ?? 0, content: 'work', createdAt: daysAgo(days) };
          await postProgressUpdate(db.database, admin, update);
          for (const skill of declared[project] ?? []) signals.push({ person, skill, at: daysAgo(days) });
        }
        await new Promise((resolve) => setTimeout(resolve, 3));
      };
      await record(before);
      const then = { levels: new Map(levels), signals: [...signals] };
      const { asOf } = singleRow(
        await db.database.query<{ asOf: string }>(`SELECT date_trunc('milliseconds', clock_timestamp()) - interval '1 ms' AS "asOf"`),
      );
      await record(after);
      const ended = [...tags.entries()].filter(([, assigned]) => assigned?.hasEnded === 0).map(([place]) => place);
      for (const place of ended)
        await db.database.query('UPDATE assignments SET ended_at = now() WHERE profile_id = $1 AND project_id = $2', [
          people[place % PEOPLE],
          projects[Math.floor(place / PEOPLE)],
        ]);
      if (inactiveSkill !== null) await db.database.query('UPDATE skills SET is_active = false WHERE id = $1', [skills[inactiveSkill]]);
      if (formerPerson !== null) {
        await db.database.query('UPDATE assignments SET ended_at = now() WHERE profile_id = $1 AND ended_at IS NULL', [
          people[formerPerson],
        ]);
        await db.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [people[formerPerson]]);
      }
      if (archivedProject !== null)
        await db.database.query("UPDATE projects SET status = 'archived', inactive_since = now() WHERE id = $1", [
          projects[archivedProject],
        ]);

      const everyone = people.map((_, person) => person);
      // Assignments and projects end, and people leave, after the past moment.
      const isActive = (project: number, state: typeof then) => state === then || project !== archivedProject;
      const isOn = (person: number, project: number, state: typeof then) => {
        const place = project * PEOPLE + person;
        const isAssigned = tags[place] != null;
        return isAssigned && (state === then || (isActive(project, state) && person !== formerPerson && !ended.includes(place)));
      };
      const riskOf = (skill: number, among: readonly number[], { levels: known, signals: exercised }: typeof then, now: number) => {
        const isRecent = (at: string) => Date.parse(at) >= now - 365 * DAY;
        const validated = among.filter((person) => known.has(`${person} ${skill}`));
        const active = among.filter((person) => exercised.some((one) => one.person === person && one.skill === skill && isRecent(one.at)));
        return { validated, active, isAtRisk: validated.length <= 1 || active.length <= 1 };
      };
      const found = (risks: { skillId: number; validated: string; exercised: string; onlyValidated: unknown; onlyExercised: unknown }[]) =>
        risks.map(({ skillId, validated, exercised, onlyValidated, onlyExercised }) => ({
          skillId,
          validated,
          exercised,
          onlyValidated: (onlyValidated as { profileId: number } | null)?.profileId,
          onlyExercised: (onlyExercised as { profileId: number } | null)?.profileId,
        }));
      const expectedRisks = (scope: readonly number[], among: readonly number[], state: typeof then, now: number) =>
        scope
          .toSorted((a, b) => a - b)
          .map((skill) => ({ skill, ...riskOf(skill, among, state, now) }))
          .filter(({ isAtRisk }) => isAtRisk)
          .map(({ skill, validated, active }) => ({
            skillId: skills[skill],
            validated: inWords(validated),
            exercised: inWords(active),
            onlyValidated: people[theOnly(validated) ?? -1],
            onlyExercised: people[theOnly(active) ?? -1],
          }));
      /** The validated levels in the Core Stack of a project: the time of each, by person and skill. */
      const coreStack = (project: number, state: typeof then) =>
        everyone
          .filter((person) => isOn(person, project, state) && !(tags[project * PEOPLE + person]?.isMisspelled ?? true))
          .flatMap((person) =>
            (tags[project * PEOPLE + person]?.skills ?? [])
              .filter((skill) => skill !== inactiveSkill && state.levels.has(`${person} ${skill}`))
              .map((skill) => ({ person, skill, at: Date.parse(state.levels.get(`${person} ${skill}`) ?? '') })),
          );
      const agesOf = (pairs: readonly { at: number }[], now: number) => {
        const olderThan = (days: number) => pairs.filter(({ at }) => at < now - days * DAY).length;
        const stale = olderThan(365);
        const within = (days: number) => olderThan(365 - days) - stale;
        return { coreStack: pairs.length, stale, within30Days: within(30), within60Days: within(60), within90Days: within(90) };
      };

      const current = { levels, signals };
      for (const [state, moment] of [[current, undefined] as const, [then, asOf] as const]) {
        const now = moment === undefined ? Date.now() : Date.parse(moment);
        for (const [number, id] of projects.entries()) {
          const { skills: risks, ...counts } = await readProjectRisks(db.readDatabase, id, { asOf: moment });
          const members = everyone.filter((person) => isOn(person, number, state));
          expect(found(risks)).toEqual(expectedRisks(declared[number] ?? [], members, state, now));
          expect(counts).toEqual(agesOf(coreStack(number, state), now));
        }
        const ofOrganization = await allPages((cursor) => readOrganizationRisks(db.readDatabase, { asOf: moment, limit: 50, cursor }));
        const ours = ofOrganization.filter(({ skillId }) => skills.includes(skillId));
        const scope = [...new Set(declared.flatMap((skillsOf, project) => (isActive(project, state) ? skillsOf : [])))];
        const active = everyone.filter((person) => state === then || person !== formerPerson);
        expect(found(ours)).toEqual(expectedRisks(scope, active, state, now));
        expect(ours.map(({ projects: count }) => count)).toEqual(
          ours.map(
            ({ skillId }) => declared.filter((one, project) => isActive(project, state) && one.includes(skills.indexOf(skillId))).length,
          ),
        );
      }

      for (const days of [undefined, '30', '60', '90'] as const) {
        for (const [number, leadId] of leads.entries()) {
          const rows = await allPages((cursor) => readFreshness(db.readDatabase, { days, leadId, limit, cursor }));
          const pairs = coreStack(number, current)
            .filter(({ at }) => at < Date.now() - (365 - Number(days ?? 0)) * DAY)
            .map((pair) => ({ ...pair, profileId: people[pair.person] ?? 0, skillId: skills[pair.skill] ?? 0 }))
            .toSorted((a, b) => a.at - b.at || a.profileId - b.profileId || a.skillId - b.skillId);
          expect(
            rows.map(({ profileId, skillId, isStale, freshUntil, projects: of }) => [profileId, skillId, isStale, freshUntil, of]),
          ).toEqual(
            pairs.map(({ profileId, skillId, at }) => [
              profileId,
              skillId,
              at < Date.now() - 365 * DAY,
              new Date(at + 365 * DAY).toISOString(),
              [{ id: projects[number], name: `P${number}`, techLead: expect.objectContaining({ id: leadId }) }],
            ]),
          );
          const ofProject = await allPages((cursor) =>
            readFreshness(db.readDatabase, { days, projectId: projects[number], limit, cursor }),
          );
          expect(ofProject).toEqual(rows);
        }
      }
      // A level that is in the Core Stack on both projects is listed once, with both.
      const both = (await allPages((cursor) => readFreshness(db.readDatabase, { days: '90', limit: 200, cursor }))).filter(
        ({ profileId }) => people.includes(profileId),
      );
      expect(new Set(both.map(({ profileId, skillId }) => `${profileId} ${skillId}`)).size).toBe(both.length);
      expect(both.reduce((sum, { projects: of }) => sum + of.length, 0)).toBe(
        projects.reduce((sum, _, number) => {
          const { stale, within90Days } = agesOf(coreStack(number, current), Date.now());
          return sum + stale + within90Days;
        }, 0),
      );

      const byProject = await allPages((cursor) => readProjectFreshness(db.readDatabase, { limit, cursor }));
      const order = byProject.map(({ stale, within90Days, projectId }) => [stale, within90Days, projectId] as const);
      expect(order).toEqual(order.toSorted((a, b) => b[0] - a[0] || b[1] - a[1] || b[2] - a[2]));
      for (const [number, id] of projects.entries()) {
        const counts = agesOf(coreStack(number, current), Date.now());
        const row = byProject.find(({ projectId }) => projectId === id);
        if (counts.stale + counts.within90Days === 0) expect(row).toBeUndefined();
        else expect(row).toMatchObject({ ...counts, projectName: `P${number}`, techLead: { id: leads[number] } });
      }
    }),
    { numRuns: propertyRuns(15) },
  );
});
