import { setTimeout as sleep } from 'node:timers/promises';
import type { KnowledgeablePerson, WhoKnowsQuery } from '@skilltrace/contract';
import { PROFICIENCY_LEVELS } from '@skilltrace/domain/validation/proficiency';
import { isStale } from '@skilltrace/domain/validation/staleness';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { factories } from '../../test/factories.js';
import { propertyRuns } from '../../test/property-runs.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import type { Caller } from '../platform/auth/caller.js';
import { singleRow } from '../platform/database/single-row.js';
import { postProgressUpdate } from '../progress-updates/post-progress-update.js';
import { readWhoKnows } from './read-who-knows.js';

const [PEOPLE, SKILLS, PROJECTS] = [4, 3, 2];
const DAY = 86_400_000;
const BEGAN = '2020-01-01T00:00:00.000Z';

let db: TestDatabase;
beforeAll(async () => void (db = await createTestDatabase()));
afterAll(() => db.drop());

type Level = (typeof PROFICIENCY_LEVELS)[number];
/** Everything that happened, in order. `index` is the number of the event that recorded it. */
interface World {
  people: number[];
  skills: number[];
  projects: number[];
  signals: { person: number; skill: number; project: number; at: string; index: number }[];
  levels: { person: number; skill: number; level: Level | undefined; at: string; index: number }[];
  assignments: { person: number; project: number; from: string; until: string | undefined }[];
  leftAt: Map<number, string>;
  sharing: Set<number>;
  /** A time after each event and before the next. */
  clock: string[];
}

const person = fc.nat(PEOPLE - 1);
const skill = fc.nat(SKILLS - 1);
const project = fc.nat(PROJECTS - 1);
const daysAgo = fc.constantFrom(0, 30, 200, 400);
const event = fc.oneof(
  { weight: 5, arbitrary: fc.record({ does: fc.constant('post'), person, project, daysAgo: fc.integer({ min: 1, max: 500 }) }) },
  {
    weight: 5,
    arbitrary: fc.record({ does: fc.constant('validate'), person, skill, level: fc.constantFrom(...PROFICIENCY_LEVELS), daysAgo }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('withdraw'), person, skill }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('leave', 'join'), person, project }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('share'), person }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('goAway'), person }) },
);
type Happening = typeof event extends fc.Arbitrary<infer E> ? E : never;

/** Mostly absent, so that the filters leave people. */
const rarely = <T>(filter: fc.Arbitrary<T>) => filter.chain((value) => fc.constantFrom(value, undefined, undefined));
const asked = fc.record({
  skills: fc.uniqueArray(skill, { minLength: 1, maxLength: SKILLS }),
  match: fc.constantFrom('all', 'any'),
  minimumLevel: rarely(fc.constantFrom(...PROFICIENCY_LEVELS)),
  sinceDaysAgo: rarely(fc.integer({ min: 1, max: 500 })),
  project: rarely(project),
  isAvailable: rarely(fc.boolean()),
  past: rarely(fc.nat()),
  caller: fc.constantFrom('admin', 'lead', 'member'),
  limit: fc.constantFrom(1, 2, undefined),
});

const isoDaysAgo = (days: number) => new Date(Math.floor(Date.now() / DAY) * DAY - days * DAY).toISOString();

async function apply(world: World, root: Caller, index: number, happening: Happening): Promise<void> {
  const query: typeof db.database.query = (...statement) => db.database.query(...statement);
  const id = world.people[happening.person] ?? 0;
  switch (happening.does) {
    case 'post': {
      const on = world.projects[happening.project] ?? 0;
      const at = isoDaysAgo(happening.daysAgo);
      const isPosted = await postProgressUpdate(db.database, root, {
        userId: id,
        projectId: on,
        content: `work ${index}`,
        createdAt: at,
      }).then(
        () => true,
        () => false,
      );
      // Each project declares two skills.
      if (isPosted)
        for (const number of [happening.project, happening.project + 1])
          world.signals.push({ person: id, skill: world.skills[number] ?? 0, project: on, at, index });
      return;
    }
    case 'validate': {
      const { at } = singleRow(
        await query<{ at: string }>(
          `INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at)
           VALUES ($1, $2, $3, date_trunc('milliseconds', now()) - make_interval(days => $4))
           ON CONFLICT (profile_id, skill_id) DO UPDATE
              SET proficiency_level = excluded.proficiency_level, last_validated_at = excluded.last_validated_at
           RETURNING last_validated_at AS at`,
          [id, world.skills[happening.skill], happening.level, happening.daysAgo],
        ),
      );
      world.levels.push({ person: id, skill: world.skills[happening.skill] ?? 0, level: happening.level, at, index });
      return;
    }
    case 'withdraw':
      await query('DELETE FROM employee_skills WHERE profile_id = $1 AND skill_id = $2', [id, world.skills[happening.skill]]);
      world.levels.push({ person: id, skill: world.skills[happening.skill] ?? 0, level: undefined, at: '', index });
      return;
    case 'leave': {
      const current = world.assignments.find(
        (each) => each.person === id && each.project === world.projects[happening.project] && !each.until,
      );
      if (!current) return;
      const { at } = singleRow(
        await query<{ at: string }>(
          `UPDATE assignments SET ended_at = date_trunc('milliseconds', now())
            WHERE profile_id = $1 AND project_id = $2 AND ended_at IS NULL RETURNING ended_at AS at`,
          [id, current.project],
        ),
      );
      current.until = at;
      return;
    }
    case 'join': {
      const on = world.projects[happening.project] ?? 0;
      if (world.assignments.some((each) => each.person === id && each.project === on && !each.until)) return;
      const { at } = singleRow(await query<{ at: string }>("SELECT date_trunc('milliseconds', now()) AS at"));
      await factories(db.database).assignment({ profileId: id, projectId: on, startedAt: at });
      world.assignments.push({ person: id, project: on, from: at, until: undefined });
      return;
    }
    case 'share':
      await query('UPDATE profiles SET shares_validated_skills = NOT shares_validated_skills WHERE id = $1', [id]);
      if (!world.sharing.delete(id)) world.sharing.add(id);
      return;
    case 'goAway': {
      const { at } = singleRow(
        await query<{ at: string }>(
          `UPDATE profiles SET deactivated_at = coalesce(deactivated_at, clock.now) FROM (SELECT date_trunc('milliseconds', now()) AS now) clock
            WHERE id = $1 RETURNING deactivated_at AS at`,
          [id],
        ),
      );
      world.leftAt.set(id, at);
    }
  }
}

/** What the page shows, computed person by person from everything that happened. */
function expected(
  world: World,
  names: Map<number, string>,
  caller: Caller,
  sees: 'everybody' | 'ownAndShared',
  readable: number[] | null,
  query: WhoKnowsQuery,
  past: number | undefined,
) {
  const isKnown = ({ index }: { index: number }) => past === undefined || index <= past;
  const moment = query.asOf;
  const isActive = ({ from, until }: World['assignments'][number]) =>
    moment === undefined ? until === undefined : from <= moment && (until === undefined || until > moment);
  const found = world.people.flatMap((profileId): Omit<KnowledgeablePerson, 'name' | 'title'>[] => {
    const left = world.leftAt.get(profileId);
    if (left !== undefined && !(moment !== undefined && left > moment)) return [];
    const isOwn = profileId === caller.profileId;
    const showsSignals = sees === 'everybody' || isOwn;
    const showsLevels = showsSignals || (world.sharing.has(profileId) && left === undefined);
    const current = world.assignments.filter((each) => each.person === profileId && isActive(each));
    if (query.projectId !== undefined && !current.some((each) => each.project === query.projectId)) return [];
    if (query.isAvailable !== undefined && query.isAvailable !== (current.length === 0)) return [];
    const skills = query.skillId.map((skillId) => {
      const validated = world.levels.findLast((each) => each.person === profileId && each.skill === skillId && isKnown(each));
      const level = showsLevels ? (validated?.level ?? null) : null;
      const signals = world.signals.filter((each) => showsSignals && each.person === profileId && each.skill === skillId && isKnown(each));
      const counted = signals.filter(({ at }) => query.evidenceSince === undefined || at >= query.evidenceSince);
      const matches =
        (level !== null || signals.length > 0) &&
        (query.minimumLevel === undefined ||
          (level !== null && PROFICIENCY_LEVELS.indexOf(level) >= PROFICIENCY_LEVELS.indexOf(query.minimumLevel))) &&
        (query.evidenceSince === undefined || counted.length > 0);
      // Skill 0 is a tag of the first assignments.
      const isTagged = skillId === world.skills[0] && current.some(({ from }) => from === BEGAN);
      const lastOn = (projectId: number) =>
        signals
          .filter((each) => each.project === projectId)
          .map(({ at }) => at)
          .toSorted()
          .at(-1) ?? '';
      return {
        matches,
        skill: {
          skillId,
          name: names.get(skillId),
          proficiencyLevel: level,
          lastValidatedAt: level === null ? null : (validated?.at ?? null),
          isStale: level !== null && isTagged && isStale(validated?.at ?? '', moment === undefined ? new Date() : new Date(moment)),
          signals: showsSignals ? counted.length : null,
          lastSignalAt:
            signals
              .map(({ at }) => at)
              .toSorted()
              .at(-1) ?? null,
          evidence: [...new Set(counted.map((each) => each.project))]
            .filter((projectId) => readable === null || isOwn || readable.includes(projectId))
            .toSorted((a, b) => lastOn(b).localeCompare(lastOn(a)) || a - b)
            .map((projectId) => ({
              projectId,
              projectName: names.get(-projectId),
              signals: counted.filter((each) => each.project === projectId).length,
              lastSignalAt: lastOn(projectId),
            })),
        },
      };
    });
    const enough = query.match === 'any' ? 1 : query.skillId.length;
    if (skills.filter(({ matches }) => matches).length < enough) return [];
    const shown = skills
      .map((each) => each.skill)
      .filter(({ proficiencyLevel, lastSignalAt }) => proficiencyLevel !== null || lastSignalAt !== null);
    const times = shown.flatMap(({ lastSignalAt, lastValidatedAt }) => [lastSignalAt ?? '', lastValidatedAt ?? '']).toSorted();
    return [
      {
        profileId,
        isAvailable: current.length === 0,
        currentProjects: current
          .toSorted((a, b) => a.from.localeCompare(b.from) || a.project - b.project)
          .map((each) => ({ projectId: each.project, name: names.get(-each.project) ?? '', role: 'Engineer' })),
        recentAt: times.at(-1) ?? '',
        skills: shown as KnowledgeablePerson['skills'],
      },
    ];
  });
  return found.toSorted((a, b) => b.recentAt.localeCompare(a.recentAt) || b.profileId - a.profileId);
}

async function everyPage(caller: Caller, query: WhoKnowsQuery) {
  const all: Omit<KnowledgeablePerson, 'name' | 'title'>[] = [];
  let cursor: string | undefined;
  do {
    const page = await readWhoKnows(db.readDatabase, db.readDatabase, caller, { ...query, cursor });
    all.push(...page.items.map(({ name: _, title: _title, ...item }) => item));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return all;
}

it('finds the people that a plain model finds, in its order, over all pages, for every caller and at every time', async () => {
  const make = factories(db.database);
  const root: Caller = { profileId: await make.profile({ isAdmin: true }), isAdmin: true, via: 'token' };
  let shown = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(event, { minLength: 10, maxLength: 40, size: 'max' }),
      fc.array(asked, { minLength: 5, maxLength: 10, size: 'max' }),
      async (events, questions) => {
        const [lead, people, skills] = [await make.profile(), [] as number[], [] as number[]];
        for (let number = 0; number < PEOPLE; number += 1) people.push(await make.profile());
        for (let number = 0; number < SKILLS; number += 1) skills.push(await make.skill());
        const projects = [
          await make.project({ techLeadId: lead, skillIds: skills.slice(0, 2) }),
          await make.project({ techLeadId: root.profileId, skillIds: skills.slice(1, 3) }),
        ];
        const named = await db.database.query<{ id: number; name: string }>(
          'SELECT id, skill_name AS name FROM skills WHERE id = ANY ($1) UNION ALL SELECT -id, name FROM projects WHERE id = ANY ($2)',
          [skills, projects],
        );
        const names = new Map(named.map(({ id, name }) => [id, name]));
        const world: World = {
          people,
          skills,
          projects,
          signals: [],
          levels: [],
          assignments: [],
          leftAt: new Map(),
          sharing: new Set(),
          clock: [],
        };
        for (const profileId of people.slice(0, 3))
          for (const projectId of projects) {
            await make.assignment({ profileId, projectId, startedAt: BEGAN, tags: [names.get(skills[0] ?? 0) ?? ''] });
            world.assignments.push({ person: profileId, project: projectId, from: BEGAN, until: undefined });
          }
        for (const [index, happening] of events.entries()) {
          await apply(world, root, index, happening);
          await sleep(2);
          world.clock.push(
            singleRow(await db.database.query<{ now: string }>("SELECT date_trunc('milliseconds', clock_timestamp()) AS now")).now,
          );
          await sleep(2);
        }
        for (const { skills: chosen, sinceDaysAgo, project: on, past, caller: as, ...rest } of questions) {
          const until = past === undefined ? undefined : past % events.length;
          const query: WhoKnowsQuery = {
            ...rest,
            skillId: chosen.map((number) => skills[number] ?? 0),
            evidenceSince: sinceDaysAgo === undefined ? undefined : isoDaysAgo(sinceDaysAgo),
            projectId: on === undefined ? undefined : projects[on],
            asOf: until === undefined ? undefined : world.clock[until],
          };
          const caller: Caller =
            as === 'admin' ? root : { profileId: (as === 'lead' ? lead : people[0]) ?? 0, isAdmin: false, via: 'token' };
          const sees = as === 'member' ? 'ownAndShared' : 'everybody';
          const readable = as === 'admin' ? null : as === 'lead' ? projects.slice(0, 1) : [];
          const answer = await everyPage(caller, query);
          expect(answer).toEqual(expected(world, names, caller, sees, readable, query, until));
          shown += answer.length;
        }
      },
    ),
    { numRuns: propertyRuns(40) },
  );
  expect(shown).toBeGreaterThan(100);
});
