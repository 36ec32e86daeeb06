import { afterAll, beforeAll, expect, it } from 'vitest';
import { factories } from '../../test/factories.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { postProgressUpdate } from '../progress-updates/post-progress-update.js';
import { readExercisedButUnvalidated, readValidatedButUnexercised } from './read-mismatch-pages.js';

// A page of one item walks at most 200 rows before it falls back to comparing everything.
const limit = 1;
const WALK = 200;
const DAY = 86_400_000;
const START = Date.now();
const daysAgo = (days: number) => new Date(START - days * DAY).toISOString();

let db: TestDatabase;
let make: ReturnType<typeof factories>;
let admin: number;
let skill: number;
let project: number;
beforeAll(async () => {
  db = await createTestDatabase();
  make = factories(db.database);
  [admin, skill] = [await make.profile({ isAdmin: true }), await make.skill()];
  project = await make.project({ techLeadId: admin, skillIds: [skill] });
});
afterAll(() => db.drop());

async function member(): Promise<number> {
  const profileId = await make.profile();
  await make.assignment({ profileId, projectId: project, startedAt: daysAgo(900) });
  return profileId;
}
const post = (userId: number, createdAt: string) =>
  postProgressUpdate(
    db.database,
    { profileId: admin, isAdmin: true, via: 'token' },
    { userId, projectId: project, content: 'work', createdAt },
  );
const validate = (profileId: number, at: string) =>
  db.database.query(
    "INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at) VALUES ($1, $2, 'ADVANCED', $3)",
    [profileId, skill, at],
  );

it('pages of used, not validated skills are in order across signals with the same time, and complete when a walk finds none', async () => {
  const validated = await member();
  await validate(validated, daysAgo(1));
  const unvalidated = [await member(), await member(), await member(), await member()];
  for (const person of unvalidated) await post(person, daysAgo(10));
  // The walk reaches two of the four signals that have the same time.
  for (let n = 0; n < WALK - 2; n += 1) await post(validated, daysAgo(2));
  const all = async () => {
    const found: number[] = [];
    for (let cursor: string | undefined; ;) {
      const { items, nextCursor } = await readExercisedButUnvalidated(db.readDatabase, { limit, cursor });
      found.push(...items.map(({ profileId }) => profileId));
      if (nextCursor === null) return found;
      cursor = nextCursor;
    }
  };
  expect(await all()).toEqual(unvalidated);
  for (let n = 0; n < 2; n += 1) await post(validated, daysAgo(2));
  expect(await all()).toEqual(unvalidated);
});

it('the page of validated, not used skills is complete when a walk finds none', async () => {
  for (let n = 0; n < WALK; n += 1) {
    const person = await member();
    await validate(person, daysAgo(800));
    await post(person, daysAgo(3));
  }
  const unused = await member();
  await validate(unused, daysAgo(700));
  const { items, nextCursor } = await readValidatedButUnexercised(db.readDatabase, { limit });
  expect(items.map(({ profileId }) => profileId)).toEqual([unused]);
  expect(nextCursor).toBeNull();
});
