import { setTimeout as sleep } from 'node:timers/promises';
import {
  MATRIX_GROUPS,
  MATRIX_SORTS,
  MATRIX_STATES,
  skillsMatrixQuery,
  type MatrixPerson,
  type SkillsMatrixQuery,
} from '@skilltrace/contract';
import { PROFICIENCY_LEVELS } from '@skilltrace/domain/validation/proficiency';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { factories } from '../../../test/factories.js';
import { expectedMatrix, readLevels, type Level } from '../../../test/models/skills-matrix-model.js';
import { propertyRuns } from '../../../test/property-runs.js';
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.js';
import type { Caller } from '../../platform/auth/caller.js';
import { singleRow } from '../../platform/database/single-row.js';
import { postProgressUpdate } from '../../progress-updates/post-progress-update.js';
import { readSkillsMatrix } from './read-skills-matrix.js';

let db: TestDatabase;
beforeAll(async () => void (db = await createTestDatabase()));
afterAll(() => db.drop());

const DAY = 86_400_000;
/** More than the test creates, so that pages that never end fail. */
const MOST_ROWS = 5_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY).toISOString();
const [SKILLS, PROJECTS] = [4, 2];
const skill = fc.nat(SKILLS - 1);
const project = fc.nat(PROJECTS - 1);
const age = fc.constantFrom<number[]>(1.5, 30.5, 364.5, 366.5, 500.5);
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
/** Filters are seldom set, because most combinations of several filters leave nothing. */
const seldom = <Value>(value: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

const person = fc.record({
  title: fc.constantFrom(null, 'Dev', 'dev', 'QA'),
  shares: fc.boolean(),
  isFormer: fc.nat(5).map((draw) => draw === 0),
  assignments: fc.uniqueArray(
    fc.record({ project, tags: fc.uniqueArray(skill), started: fc.constantFrom(0.01, 400), ended: seldom(fc.constantFrom(0, 0.005)) }),
    { maxLength: PROJECTS, selector: (assignment) => assignment.project },
  ),
});
const change = fc.record({ person: fc.nat(), skill, age, level: fc.constantFrom(...PROFICIENCY_LEVELS, 'withdraw') });
const post = fc.record({ person: fc.nat(), skill, age });
const world = fc.record({
  people: fc.array(person, { minLength: 2, maxLength: 4 }),
  declared: fc.array(fc.uniqueArray(skill), { minLength: PROJECTS, maxLength: PROJECTS }),
  completed: seldom(project),
  changes: fc.array(change, { minLength: 2, maxLength: 8 }),
  posts: fc.array(post, { maxLength: 6 }),
  laterChanges: fc.array(change, { maxLength: 3 }),
  laterPosts: fc.array(post, { maxLength: 2 }),
});
const request = fc.record({
  projects: seldom(fc.uniqueArray(project, { minLength: 1 })),
  skills: fc.option(fc.uniqueArray(skill, { minLength: 2 }), { nil: undefined, freq: 2 }),
  category: fc.constantFrom(undefined, undefined, 0, 1),
  minimumLevel: seldom(fc.constantFrom(...PROFICIENCY_LEVELS)),
  state: maybe(fc.constantFrom(...MATRIX_STATES)),
  from: seldom(age),
  to: seldom(age),
  isPast: fc.boolean(),
  sort: maybe(fc.constantFrom(...MATRIX_SORTS)),
  sortSkill: skill,
  groupBy: seldom(fc.constantFrom(...MATRIX_GROUPS)),
  totals: fc.constantFrom(undefined, false),
  pages: fc.integer({ min: 1, max: 4 }),
  skillPages: fc.integer({ min: 1, max: 3 }),
  caller: fc.constantFrom('admin', 'lead', 'person', 'person'),
});

/** Creates the world in the database, and returns what a query needs: ids, and the levels at a time between the changes. */
async function create({
  people,
  declared,
  completed,
  changes,
  posts,
  laterChanges,
  laterPosts,
}: typeof world extends fc.Arbitrary<infer W> ? W : never) {
  const make = factories(db.database);
  const admin = await make.profile({ isAdmin: true });
  const lead = await make.profile({ name: 'lead' });
  const root: Caller = { profileId: admin, isAdmin: true, via: 'token' };
  const categories = [`Area ${admin} a`, `area ${admin} B`];
  const skills: number[] = [];
  for (let index = 0; index < SKILLS; index += 1) {
    const id = await make.skill(undefined, index !== 3);
    await db.database.query('UPDATE skills SET category = $2 WHERE id = $1', [id, categories[index % 2]]);
    skills.push(id);
  }
  const names = await db.database.query<{ id: number; name: string }>('SELECT id, skill_name AS name FROM skills WHERE id = ANY ($1)', [
    skills,
  ]);
  const nameOf = (index: number) => names.find(({ id }) => id === skills[index])?.name ?? '';
  const projects: number[] = [];
  for (const of of declared) projects.push(await make.project({ techLeadId: lead, skillIds: of.map((index) => skills[index] ?? 0) }));
  const sources: number[] = [];
  for (const id of skills) sources.push(await make.project({ techLeadId: admin, skillIds: [id] }));

  const ids: number[] = [];
  for (const { title, shares, assignments } of people) {
    const profileId = await make.profile();
    ids.push(profileId);
    await db.database.query('UPDATE profiles SET title = $2, shares_validated_skills = $3 WHERE id = $1', [profileId, title, shares]);
    for (const { project: index, tags, started, ended } of assignments)
      await make.assignment({
        profileId,
        projectId: projects[index] ?? 0,
        tags: tags.map(nameOf),
        startedAt: daysAgo(started),
        endedAt: ended === undefined ? null : daysAgo(ended),
      });
  }
  const idOf = (index: number) => ids[index % ids.length] ?? 0;
  const doPosts = async (list: readonly { person: number; skill: number; age: number }[]) => {
    for (const { person: who, skill: index, age: days } of list) {
      const [userId, projectId] = [idOf(who), sources[index] ?? 0];
      const found = await db.database.query('SELECT FROM active_assignments WHERE profile_id = $1 AND project_id = $2', [
        userId,
        projectId,
      ]);
      if (found.length === 0) await make.assignment({ profileId: userId, projectId });
      await postProgressUpdate(db.database, root, { userId, projectId, content: 'work', createdAt: daysAgo(days) });
    }
  };
  const doChanges = async (list: readonly { person: number; skill: number; age: number; level: string }[]) => {
    for (const { person: who, skill: index, age: days, level } of list)
      await db.database.query(
        level === 'withdraw'
          ? 'DELETE FROM employee_skills WHERE profile_id = $1 AND skill_id = $2'
          : `INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (profile_id, skill_id) DO UPDATE SET proficiency_level = excluded.proficiency_level, last_validated_at = excluded.last_validated_at`,
        level === 'withdraw' ? [idOf(who), skills[index]] : [idOf(who), skills[index], level, daysAgo(days)],
      );
  };
  await doPosts(posts);
  await doChanges(changes);
  await sleep(3);
  const past = {
    at: singleRow(await db.database.query<{ at: string }>('SELECT clock_timestamp() AS at')).at,
    levels: await readLevels(db.database),
  };
  await sleep(3);
  await doPosts(laterPosts);
  await doChanges(laterChanges);
  if (completed !== undefined)
    await db.database.query("UPDATE projects SET status = 'completed', completed_at = now(), inactive_since = now() WHERE id = $1", [
      projects[completed],
    ]);
  for (const [index, { isFormer }] of people.entries())
    if (isFormer) await db.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [ids[index]]);
  return { admin, lead, ids, skills, projects, categories, past };
}

/** Reads all pages on both axes, and joins them to one matrix. */
async function allPages(caller: Caller, query: SkillsMatrixQuery) {
  const skills: unknown[] = [];
  const people: MatrixPerson[] = [];
  for (let skillCursor: string | undefined; ;) {
    let nextSkillCursor: string | null = null;
    let row = 0;
    for (let cursor: string | undefined; ;) {
      const page = await readSkillsMatrix(db.readDatabase, db.readDatabase, caller, { ...query, cursor, skillCursor });
      expect(page.totals === null).toBe(cursor !== undefined || skillCursor !== undefined || query.totals === false);
      if (cursor === undefined) skills.push(...page.skills);
      for (const found of page.people) {
        if (skillCursor === undefined) people.push(found);
        else {
          expect(found).toMatchObject({ profileId: people[row]?.profileId, group: people[row]?.group });
          people[row]?.cells.push(...found.cells);
        }
        row += 1;
      }
      nextSkillCursor = page.nextSkillCursor;
      if (page.nextCursor === null) break;
      expect(page.people).toHaveLength(query.limit ?? 0);
      cursor = page.nextCursor;
      expect(row).toBeLessThan(MOST_ROWS);
    }
    if (nextSkillCursor === null) return { skills, people };
    skillCursor = nextSkillCursor;
  }
}

// More people and signals than pages have rows, so that pages are found among the people of the newest signals, or of the next names.
const busyWorld = fc.record({
  people: fc.array(person, { minLength: 8, maxLength: 10 }),
  declared: fc.constant(Array.from({ length: PROJECTS }, (): number[] => [])),
  completed: fc.constant(undefined),
  changes: fc.array(fc.record({ person: fc.nat(9), skill, age, level: fc.constantFrom(...PROFICIENCY_LEVELS) }), {
    minLength: 8,
    maxLength: 16,
  }),
  posts: fc.array(fc.record({ person: fc.nat(9), skill, age: fc.nat(300).map((days) => days + 1) }), { minLength: 15, maxLength: 30 }),
  laterChanges: fc.array(change, { maxLength: 0 }),
  laterPosts: fc.array(post, { maxLength: 0 }),
});

it('pages of the whole organization by last signal, or of people with levels without signals, have everyone in order', async () => {
  await fc.assert(
    fc.asyncProperty(busyWorld, fc.constantFrom(1, 2), fc.integer({ min: 10, max: 250 }), async (created, limit, days) => {
      const { admin, skills, categories } = await create(created);
      const caller: Caller = { profileId: admin, isAdmin: true, via: 'token' };
      const levels = await readLevels(db.database);
      for (const query of [
        { sort: 'last_signal', skillId: skills },
        { sort: 'last_signal', category: categories[0], to: daysAgo(days) },
        { sort: 'last_signal', skillId: skills, minimumLevel: 'INTERMEDIATE', totals: false },
        { state: 'no_evidence', skillId: skills, from: daysAgo(days), totals: false },
        { state: 'not_validated', skillId: skills, from: daysAgo(days) },
      ] satisfies SkillsMatrixQuery[]) {
        const expected = await expectedMatrix(db.database, caller, query, levels);
        expect(await allPages(caller, { ...query, limit, skillLimit: SKILLS })).toEqual(expected);
      }
    }),
    { numRuns: propertyRuns(12) },
  );
});

it('the pages of a matrix put together are what a comparison pair by pair finds, for every caller, filter, order and time', async () => {
  await fc.assert(
    fc.asyncProperty(world, fc.array(request, { minLength: 8, maxLength: 8 }), async (created, requests) => {
      const { admin, lead, ids, skills, projects, categories, past } = await create(created);
      for (const asked of requests) {
        const { isPast, sort, pages, skillPages } = asked;
        const [from, to] = [asked.from, asked.to].map((days) => (days === undefined ? undefined : daysAgo(days)));
        const query: SkillsMatrixQuery = {
          projectId: asked.projects?.map((index) => projects[index] ?? 0),
          skillId: asked.skills?.map((index) => skills[index] ?? 0),
          category: asked.category === undefined ? undefined : categories[asked.category],
          minimumLevel: asked.minimumLevel,
          state: asked.state,
          ...(from !== undefined && to !== undefined && from >= to ? { from: to, to: from } : { from, to }),
          asOf: isPast ? past.at : undefined,
          sort,
          sortSkillId: sort === 'level' ? skills[asked.sortSkill] : undefined,
          groupBy: asked.groupBy,
          totals: asked.totals,
        };
        const profileId = { admin, lead, person: ids[0] ?? 0 }[asked.caller];
        const caller: Caller = { profileId, isAdmin: asked.caller === 'admin', via: 'token' };
        const levels: readonly Level[] = isPast ? await levelsFor(caller, past.levels) : await readLevels(db.database);
        const expected = await expectedMatrix(db.database, caller, query, levels);
        const size = (count: number, parts: number) => Math.max(1, Math.ceil(count / parts));
        const limits = { limit: size(expected.people.length, pages), skillLimit: size(expected.skills.length, skillPages) };
        expect(await allPages(caller, { ...query, ...limits })).toEqual(expected);
      }
    }),
    { numRuns: propertyRuns(25) },
  );
});

/** The levels of a past time. Of other people, a caller who sees only what is shared sees the levels of that time that are still valid. */
async function levelsFor(caller: Caller, then: readonly Level[]): Promise<Level[]> {
  const leads = await db.database.query<{ id: number }>('SELECT profile_id AS id FROM project_leads');
  if (caller.isAdmin || leads.some(({ id }) => id === caller.profileId)) return [...then];
  const now = await readLevels(db.database);
  return [
    ...then.filter(({ profileId }) => profileId === caller.profileId),
    ...now.filter(({ profileId }) => profileId !== caller.profileId),
  ];
}

it('rejects a sort by level without a skill, and a skill without that sort', () => {
  const problemsOf = (query: object) => skillsMatrixQuery.safeParse(query).error?.issues.map(({ path }) => path.join('.'));
  expect(problemsOf({ sort: 'level' })).toEqual(['sortSkillId']);
  expect(problemsOf({ sortSkillId: '3' })).toEqual(['sortSkillId']);
  expect(problemsOf({ sort: 'level', sortSkillId: '3' })).toBeUndefined();
});
