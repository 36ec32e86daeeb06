import type { MismatchPageQuery, Page } from '@skilltrace/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { betweenRecordings } from '../../test/between-recordings.js';
import { propertyRuns } from '../../test/property-runs.js';
import { factories } from '../../test/factories.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { postProgressUpdate } from '../progress-updates/post-progress-update.js';
import type { Connection } from '../platform/database/connection.js';
import { readDeclaredButNeverSignalled, readExercisedButUnvalidated, readValidatedButUnexercised } from './read-mismatch-pages.js';
import { readMismatches } from './read-mismatches.js';

let db: TestDatabase;
beforeAll(async () => void (db = await createTestDatabase()));
afterAll(() => db.drop());

const DAY = 86_400_000;
const START = Date.now();
// From a fixed moment, so that many signals and validations have the same time.
const daysAgo = (days: number) => new Date(START - days * DAY).toISOString();
// Half a day, so that no pair is exactly as old as the limit.
const age = fc.constantFrom(1, 200, 364, 366, 500).map((days) => days + 0.5);
const SKILLS = 3;
const pair = { skill: fc.nat(SKILLS - 1), age };
const person = fc.record({
  posts: fc.array(fc.record({ ...pair, isOnNewProject: fc.boolean() }), { maxLength: 3 }),
  validations: fc.uniqueArray(fc.record(pair), { maxLength: SKILLS, selector: ({ skill }) => skill }),
  isFormer: fc.nat(4).map((draw) => draw === 0),
});
const newProject = fc.record({ skills: fc.uniqueArray(fc.nat(SKILLS - 1)), isCompleted: fc.boolean() });

interface Pair {
  profileId: number;
  skillId: number;
}
const order = (a: Pair, b: Pair) => a.profileId - b.profileId || a.skillId - b.skillId;
const at = (time: string | null) => (time === null ? Number.NEGATIVE_INFINITY : Date.parse(time));

/** The skills that projects declare without a signal from them, computed project by project. */
async function expectedOfProjects(asOf: string | undefined) {
  const declared = await db.database.query<{ projectId: number; skillId: number }>(
    `SELECT p.id AS "projectId", k.id AS "skillId" FROM projects p JOIN project_skills ps ON ps.project_id = p.id JOIN skills k ON k.id = ps.skill_id
      WHERE (p.status = 'active' OR p.completed_at > $1::timestamptz) AND p.created_at <= coalesce($1::timestamptz, 'infinity')
      ORDER BY in_register(p.name), p.id, in_register(k.skill_name), k.id`,
    [asOf ?? null],
  );
  const signals = await db.database.query<{ projectId: number; skillId: number }>(
    `SELECT coalesce(u.project_id, s.source_id) AS "projectId", s.skill_id AS "skillId" FROM signal_ledger s
       LEFT JOIN progress_updates u ON s.source_type = 'update' AND u.id = s.source_id
      WHERE s.recorded_at <= coalesce($1::timestamptz, 'infinity')`,
    [asOf ?? null],
  );
  const seen = new Set(signals.map(({ projectId, skillId }) => `${projectId} ${skillId}`));
  return declared.filter(({ projectId, skillId }) => !seen.has(`${projectId} ${skillId}`));
}

/** All pages of a list, joined. */
async function allPages<Item>(read: (ledger: Connection, query: MismatchPageQuery) => Promise<Page<Item>>, query: MismatchPageQuery) {
  const items: Item[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await read(db.readDatabase, { ...query, cursor });
    expect(page.items.length).toBeLessThanOrEqual(query.limit ?? 50);
    items.push(...page.items);
    if (page.nextCursor === null) return items;
    expect(page.items).toHaveLength(query.limit ?? 50);
    cursor = page.nextCursor;
  }
}

type Level = Pair & { lastValidatedAt: string };
const readLevels = () =>
  db.database.query<Level>(
    'SELECT profile_id AS "profileId", skill_id AS "skillId", last_validated_at AS "lastValidatedAt" FROM employee_skills',
  );
/** The validated levels of each time that is asked for later. */
const levelsAt = new Map<string, Level[]>();

/** Both lists, computed person by person from the rows of the two ledgers. */
async function expected(asOf: string | undefined) {
  const now = asOf === undefined ? Date.now() : Date.parse(asOf);
  const current = `p.deactivated_at IS NULL OR p.deactivated_at > $1::timestamptz`;
  const signals = await db.database.query<Pair & { createdAt: string }>(
    `SELECT user_id AS "profileId", skill_id AS "skillId", s.created_at AS "createdAt" FROM signal_ledger s JOIN profiles p ON p.id = s.user_id
      WHERE (${current}) AND s.recorded_at <= coalesce($1::timestamptz, 'infinity') ORDER BY s.created_at`,
    [asOf ?? null],
  );
  const people = await db.database.query<{ id: number }>(`SELECT id FROM profiles p WHERE ${current}`, [asOf ?? null]);
  const ids = new Set(people.map(({ id }) => id));
  const levels = asOf === undefined ? await readLevels() : (levelsAt.get(asOf) ?? []);
  const validations = levels.filter(({ profileId }) => ids.has(profileId));
  const isOf = (a: Pair) => (b: Pair) => a.profileId === b.profileId && a.skillId === b.skillId;
  const unexercised = validations
    .map((row) => ({ ...row, lastSignalAt: signals.findLast(isOf(row))?.createdAt ?? null }))
    .filter(({ lastSignalAt }) => at(lastSignalAt) < now - 365 * DAY)
    .toSorted((a, b) => {
      const [first, second] = [at(a.lastSignalAt), at(b.lastSignalAt)];
      if (first !== second) return first - second;
      return at(a.lastValidatedAt) - at(b.lastValidatedAt) || order(a, b);
    });
  const unvalidated = signals
    .filter((row, index) => signals.findLastIndex(isOf(row)) === index && !validations.some(isOf(row)))
    .map((row) => ({ ...row, signals: signals.filter(isOf(row)).length }))
    .toSorted((a, b) => at(b.createdAt) - at(a.createdAt) || order(a, b));
  return { unexercised, unvalidated };
}

it('mismatches between signals and validations are those that a comparison person by person finds', async () => {
  const make = factories(db.database);
  const admin = await make.profile({ isAdmin: true });
  const skills = await Promise.all(Array.from({ length: SKILLS }, () => make.skill()));
  const projects = await Promise.all(skills.map((skillId) => make.project({ techLeadId: admin, skillIds: [skillId] })));
  const pasts: (string | undefined)[] = [undefined, daysAgo(300)];
  await fc.assert(
    fc.asyncProperty(
      fc.array(person, { minLength: 1, maxLength: 2 }),
      fc.nat(),
      fc.integer({ min: 1, max: 20 }),
      newProject,
      async (people, past, limit, { skills: declared, isCompleted }) => {
        const newId = await make.project({ techLeadId: admin, skillIds: declared.map((skill) => skills[skill] ?? 0) });
        const projectOf = (post: { skill: number; isOnNewProject: boolean }) => (post.isOnNewProject ? newId : (projects[post.skill] ?? 0));
        for (const { posts, validations, isFormer } of people) {
          const profileId = await make.profile();
          for (const projectId of new Set(posts.map(projectOf))) await make.assignment({ profileId, projectId, startedAt: daysAgo(900) });
          for (const post of posts) {
            const update = { userId: profileId, projectId: projectOf(post), content: 'work', createdAt: daysAgo(post.age) };
            await postProgressUpdate(db.database, { profileId: admin, isAdmin: true, via: 'token' }, update);
          }
          for (const { skill, age: days } of validations)
            await db.database.query(
              "INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at) VALUES ($1, $2, 'ADVANCED', $3)",
              [profileId, skills[skill], daysAgo(days)],
            );
          if (isFormer) await db.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [profileId]);
        }
        if (isCompleted) await db.database.query("UPDATE projects SET status = 'completed', completed_at = now() WHERE id = $1", [newId]);
        const asOf = pasts[past % pasts.length];
        const answer = await readMismatches(db.readDatabase, { asOf, limit });
        const { unexercised, unvalidated } = await expected(asOf);
        expect(answer.validatedButUnexercised).toMatchObject(unexercised.slice(0, limit));
        expect(answer.exercisedButUnvalidated).toMatchObject(
          unvalidated.slice(0, limit).map(({ createdAt, ...row }) => ({ ...row, lastSignalAt: createdAt })),
        );
        expect(answer.totals).toMatchObject({ validatedButUnexercised: unexercised.length, exercisedButUnvalidated: unvalidated.length });
        const query = { asOf, limit };
        const byValidation = unexercised.toSorted((a, b) => at(a.lastValidatedAt) - at(b.lastValidatedAt) || order(a, b));
        expect(await allPages(readValidatedButUnexercised, query)).toMatchObject(byValidation);
        expect(await allPages(readExercisedButUnvalidated, query)).toMatchObject(
          unvalidated.map(({ createdAt, ...row }) => ({ ...row, lastSignalAt: createdAt })),
        );
        expect(await allPages(readDeclaredButNeverSignalled, query)).toMatchObject(await expectedOfProjects(asOf));
        const time = await betweenRecordings(db.database);
        levelsAt.set(time, await readLevels());
        pasts.push(time);
        // So that the levels of this time are no longer those of the table.
        if (isCompleted) await db.database.query('DELETE FROM employee_skills WHERE (profile_id + skill_id) % 3 = 0');
        else
          await db.database.query('UPDATE employee_skills SET last_validated_at = $1 WHERE (profile_id + skill_id) % 3 = 1', [
            daysAgo(100),
          ]);
      },
    ),
    { numRuns: propertyRuns(20) },
  );
});
