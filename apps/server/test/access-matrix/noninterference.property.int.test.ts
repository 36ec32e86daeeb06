import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { propertyRuns } from '../property-runs.js';
import { postProgressUpdate } from '../../src/progress-updates/post-progress-update.js';
import { createTestApi, type TestApi } from '../api-client.js';
import { factories } from '../factories.js';

const PEOPLE = 3;
const SKILLS = 3;
const RUNS = propertyRuns(4);
const START = Date.parse('2026-01-01T00:00:00Z');
const DAY = 86_400_000;

let api: TestApi;
let make: ReturnType<typeof factories>;
let root: { profileId: number; isAdmin: true; via: 'token' };
beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
  root = { profileId: await make.profile({ isAdmin: true }), isAdmin: true, via: 'token' };
});
afterAll(() => api.close());

/**
 * The member belongs to `here` and to `bare`, which declares no skills, but not to `out`. Everyone else belongs to all three
 * projects.
 */
interface World {
  token: string;
  member: number;
  others: number[];
  skills: number[];
  here: number;
  bare: number;
  out: number;
}

async function createWorld(): Promise<World> {
  const [member, lead] = [await make.profile(), await make.profile()];
  const others: number[] = [];
  const skills: number[] = [];
  for (let index = 0; index < PEOPLE; index += 1) others.push(await make.profile());
  for (let index = 0; index < SKILLS; index += 1) skills.push(await make.skill());
  const here = await make.project({ techLeadId: lead, skillIds: skills.slice(0, 2) });
  const bare = await make.project({ techLeadId: lead });
  const out = await make.project({ techLeadId: lead, skillIds: skills });
  for (const projectId of [here, bare]) await make.assignment({ profileId: member, projectId });
  for (const profileId of others) for (const projectId of [here, bare, out]) await make.assignment({ profileId, projectId });
  return { token: await api.tokenOf(member), member, others, skills, here, bare, out };
}

/** One change to the world. The member must not be able to notice the events that the test calls `hidden`. */
type Event = { does: 'post' | 'postOut' | 'leave' | 'rejoinBare' | 'validate' | 'suggest'; who: number; skill: number; day: number };

const at = (day: number) => new Date(START + day * DAY).toISOString();
const event = (...does: Event['does'][]): fc.Arbitrary<Event> =>
  fc.record({
    does: fc.constantFrom(...does),
    who: fc.nat(PEOPLE - 1),
    skill: fc.nat(SKILLS - 1),
    day: fc.nat(200),
  });

async function apply({ others, skills, here, bare, out }: World, { does, who, skill, day }: Event): Promise<void> {
  const person = others[who] ?? 0;
  const post = (projectId: number) =>
    postProgressUpdate(api.database, root, { projectId, userId: person, content: `work ${day}`, createdAt: at(day) }).catch(() => {});
  const end = (projectId: number) =>
    api.database.query('UPDATE assignments SET ended_at = now() WHERE profile_id = $1 AND project_id = $2 AND ended_at IS NULL', [
      person,
      projectId,
    ]);
  switch (does) {
    case 'post':
      return void (await post(here));
    case 'postOut':
      return void (await post(out));
    case 'leave':
      return void (await end(here));
    case 'rejoinBare':
      await end(bare);
      return void (await make.assignment({ profileId: person, projectId: bare }));
    case 'validate':
      return void (await api.database.query(
        `INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at) VALUES ($1, $2, 'EXPERT', $3)
         ON CONFLICT (profile_id, skill_id) DO UPDATE SET last_validated_at = excluded.last_validated_at`,
        [person, skills[skill], at(day)],
      ));
    case 'suggest':
      return void (await api.database.query(
        `INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) VALUES ($1, $2, 'NOVICE', 'SELF_REPORT') ON CONFLICT DO NOTHING`,
        [person, skills[skill]],
      ));
  }
}

/** All requests about skills and work that the member can send, with these filters. */
function pathsToRead({ others, skills, here, bare, out, member }: World, { from, to, asOf, bucket, skill }: Filters): string[] {
  const range = `from=${at(from)}&to=${at(to)}`;
  const moment = asOf === undefined ? '' : `&asOf=${asOf}`;
  const skillId = skills[skill] ?? 0;
  const charts = [
    `distribution?${range}${moment}`,
    `momentum?bucket=${bucket}&${range}${moment}`,
    `summary?${moment.slice(1)}`,
    `activity?limit=200&skillId=${skillId}&${range}${moment}`,
  ];
  const people = [...others, member];
  return [
    ...[here, bare, out].flatMap((project) => [
      ...[...charts, `coverage?${moment.slice(1)}`].map((chart) => `/api/projects/${project}/skills/${chart}`),
      `/api/progress_updates?projectId=${project}&limit=200`,
    ]),
    ...people.flatMap((person) => [
      ...[...charts, `calendar?${range}${moment}`].map((chart) => `/api/users/${person}/skills/${chart}`),
      `/api/users/${person}/skills/distribution?projectId=${here}`,
      `/api/users/${person}/skills/distribution?projectId=${out}`,
      `/api/profiles/${person}`,
      `/api/progress_updates?userId=${person}&limit=200`,
    ]),
    ...skills.flatMap((id) => [
      `/api/skills/${id}/people?${moment.slice(1)}`,
      `/api/profiles?skillId=${id}`,
      `/api/who_knows?skillId=${id}${moment}`,
    ]),
    `/api/who_knows?match=any${skills.map((id) => `&skillId=${id}`).join('')}&evidenceSince=${at(from)}${moment}`,
    '/api/progress_updates?limit=200',
    '/api/suggestions',
    '/api/mentorship_sessions',
    '/api/validation_inbox',
    '/api/organization/skills/distribution',
  ];
}

interface Filters {
  from: number;
  to: number;
  asOf: string | undefined;
  bucket: 'day' | 'week' | 'month';
  skill: number;
}

async function answers(world: World, filters: Filters) {
  const paths = pathsToRead(world, filters);
  return Promise.all(paths.map(async (path) => ({ path, ...answerOf(await api.call('GET', path, { token: world.token })) })));
}
const answerOf = ({ status, body }: { status: number; body: unknown }) => ({ status, body });

test('responses to a member do not change when others work on projects they do not share, join or leave', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(event('post', 'postOut', 'validate', 'suggest'), { maxLength: 8 }),
      fc.array(event('postOut', 'leave', 'rejoinBare', 'validate', 'suggest'), { minLength: 1, maxLength: 6 }),
      fc.record({ from: fc.nat(100), length: fc.integer({ min: 1, max: 100 }), skill: fc.nat(SKILLS - 1) }),
      fc.constantFrom('day', 'week', 'month'),
      fc.boolean(),
      async (before, hidden, { from, length, skill }, bucket, isPast) => {
        const world = await createWorld();
        for (const each of before) await apply(world, each);
        const [clock] = await api.database.query<{ now: string }>("SELECT date_trunc('milliseconds', clock_timestamp()) AS now");
        const filters = { from, to: from + length, asOf: isPast ? clock?.now : undefined, bucket, skill } as const;
        const seen = await answers(world, filters);
        for (const each of hidden) await apply(world, each);
        expect(await answers(world, filters)).toEqual(seen);
      },
    ),
    { numRuns: RUNS },
  );
}, 300_000);

test('responses to a member change when another member works on a shared project', async () => {
  const world = await createWorld();
  const filters = { from: 0, to: 200, asOf: undefined, bucket: 'week', skill: 0 } as const;
  const seen = await answers(world, filters);
  await apply(world, { does: 'post', who: 0, skill: 0, day: 50 });
  const changed = (await answers(world, filters)).filter((answer, index) => JSON.stringify(answer) !== JSON.stringify(seen[index]));
  expect(changed.map(({ path }) => path.replace(/\?.*/, '').replaceAll(/\d+/g, 'N'))).toEqual(
    expect.arrayContaining(['/api/projects/N/skills/distribution', '/api/projects/N/skills/coverage', '/api/progress_updates']),
  );
});
